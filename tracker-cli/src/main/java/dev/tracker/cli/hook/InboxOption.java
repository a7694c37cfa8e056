package dev.tracker.cli.hook;

import dev.tracker.cli.option.StateFolder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which folder the hooks leave their input in. */
final class InboxOption {

    @Option(
            names = "--inbox",
            paramLabel = "DIR",
            description = {
                "Folder in which input waits for Kafka",
                "(default: tracker/hook in $$XDG_STATE_HOME, or in ~/.local/state)."
            })
    private @Nullable Path folder;

    HookInbox inbox() {
        return new HookInbox(folder == null ? StateFolder.of("hook", System.getenv()) : folder);
    }
}
