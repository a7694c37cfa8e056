package dev.tracker.formats.support;

import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What names of files tell. */
public final class FileNames {

    /** Whether the file's name ends so, in whatever case. */
    public static boolean endsWith(Path file, String lowerCaseEnding) {
        return of(file).toLowerCase(Locale.ROOT).endsWith(lowerCaseEnding);
    }

    /** The last part of the path; empty for a root. */
    public static String of(Path path) {
        Path name = path.getFileName();
        return name == null ? "" : name.toString();
    }

    /** The name of the folder that the file is in; empty if that is a root. */
    public static String folder(Path file) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        return folder == null ? "" : of(folder);
    }

    /** The name of the file without that ending, if it has it. */
    public static String stem(Path file, String ending) {
        String name = of(file);
        return name.endsWith(ending) ? name.substring(0, name.length() - ending.length()) : name;
    }

    /** The last part of a path as any system writes it; empty if there is none. */
    public static String lastPart(@Nullable String path) {
        if (path == null) {
            return "";
        }
        String[] names = path.strip().split("[/\\\\]+");
        return names.length == 0 ? "" : names[names.length - 1].strip();
    }

    private FileNames() {}
}
