package dev.tracker.formats.internal.shell;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Gives every file one name, however a command spells its path: relative to where the commands begin if it lies below, else absolute. */
final class ShellPaths {

    private final @Nullable String home;
    private @Nullable String current;

    /** {@code home}: the absolute folder where the command line begins; null if unknown. */
    ShellPaths(@Nullable String home) {
        this.home = home == null || !home.startsWith("/") ? null : normalize(home);
        this.current = this.home;
    }

    /** Follows a {@code cd}. */
    void enter(String folder) {
        current = absolute(folder);
    }

    /** The absolute form of a path, as far as the folder is known; of an absolute path, itself. */
    String absolute(String path) {
        boolean isRooted = path.startsWith("/") || path.startsWith("~") || current == null;
        return normalize(isRooted ? path : current + "/" + path);
    }

    /** The one name to show for an absolute path. */
    String name(String absolute) {
        String base = home;
        if (base == null) {
            return absolute;
        }
        if (absolute.equals(base)) {
            return ".";
        }
        return absolute.startsWith(base + "/") ? absolute.substring(base.length() + 1) : absolute;
    }

    /** Whether the path names one file, without the shell's help. */
    static boolean isLiteral(String path) {
        return !path.isBlank() && path.chars().noneMatch(c -> "$*?`{}[]()\n".indexOf(c) >= 0);
    }

    private static String normalize(String path) {
        Deque<String> names = new ArrayDeque<>();
        for (String name : path.split("/")) {
            if (name.equals("..") && !names.isEmpty() && !names.peekLast().equals("..")) {
                names.removeLast();
            } else if (!name.isEmpty() && !name.equals(".")) {
                names.addLast(name);
            }
        }
        String joined = String.join("/", names);
        return path.startsWith("/") ? "/" + joined : joined.isEmpty() ? "." : joined;
    }
}
