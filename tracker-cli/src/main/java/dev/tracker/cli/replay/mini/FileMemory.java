package dev.tracker.cli.replay.mini;

import dev.tracker.cli.replay.mini.shell.ShellCommands;
import dev.tracker.cli.replay.support.Deed;
import dev.tracker.cli.replay.support.ToolUse;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a command does, remembering the files met before: writing to a file that the run has not met is taken for creating it, since a shell
 * does not say.
 */
final class FileMemory {

    private final @Nullable String folder;
    private final Set<String> met = new HashSet<>();

    /** {@code folder}: where commands begin, if known. */
    FileMemory(@Nullable String folder) {
        this.folder = folder;
    }

    /** {@code happened}: whether the call is known to have had its effect. */
    Deed deed(ShellCall call, boolean happened) {
        String command = call.command();
        if (command == null) {
            return ToolUse.of(call.tool(), call.arguments());
        }
        Deed deed = ShellCommands.classify(command, folder);
        String target = deed.target();
        if (target == null || deed.action().equals(Deed.RUN)) {
            return deed;
        }
        boolean isNew = !met.contains(target);
        if (happened) {
            met.add(target);
        }
        return isNew && deed.action().equals(Deed.WRITE) ? deed.as(Deed.CREATE) : deed;
    }
}
