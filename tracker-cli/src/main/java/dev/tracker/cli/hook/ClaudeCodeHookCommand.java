package dev.tracker.cli.hook;

import dev.tracker.cli.option.KafkaOptions;
import dev.tracker.cli.option.UserException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "claude-code",
        mixinStandardHelpOptions = true,
        description = {
            "Report the sessions of Claude Code by its hooks.",
            "--install is all that is needed: Claude Code then runs a script that stores what it is told and returns within milliseconds, and a process in the background sends it.",
            "Without one of the three, takes one hook's input from standard input, as a hook command may: stores it, tries for 2 s to send what waits, and ends with 0."
        },
        footer = {
            "",
            "Examples:",
            "  tracker hook claude-code --install",
            "  tracker hook claude-code --install --bootstrap kafka-1:9092 --settings .claude/settings.json",
            "  tracker hook claude-code --print-settings",
            "  tracker hook claude-code --uninstall"
        })
final class ClaudeCodeHookCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(ClaudeCodeHookCommand.class);
    private static final long PATIENCE_MILLIS = 2_000;

    /** At most one of these. */
    static final class Mode {
        @Option(names = "--install", description = "Write the script, and its hooks into Claude Code's settings.")
        private boolean install;

        @Option(names = "--print-settings", description = "Write the script, and print what to add to the settings.")
        @SuppressWarnings("UnusedVariable") // What is neither of the others; its being given makes the group.
        private boolean print;

        @Option(names = "--uninstall", description = "Take the hooks out of the settings again.")
        private boolean uninstall;
    }

    @ArgGroup
    private @Nullable Mode mode;

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private InboxOption option = new InboxOption();

    @Option(
            names = "--settings",
            paramLabel = "FILE",
            description = "Claude Code's settings (default: settings.json in $$CLAUDE_CONFIG_DIR, or in ~/.claude).")
    private @Nullable Path settings;

    @Option(
            names = "--beside-watch",
            description = {
                "`tracker watch claude-code` reports the same sessions:",
                "tell only what their files do not, that nothing is counted twice."
            })
    private boolean besideWatch;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        HookInbox inbox = option.inbox();
        Mode chosen = mode;
        if (chosen == null) {
            return takeOne(inbox);
        }
        Path file = settings == null ? ClaudeSettings.standardFile(System.getenv()) : settings;
        Path script = HookScript.file(inbox);
        PrintWriter out = spec.commandLine().getOut();
        if (chosen.uninstall) {
            ClaudeSettings content = ClaudeSettings.read(file);
            if (!content.remove(script)) {
                throw new UserException("there are no hooks of " + script + " in " + file);
            }
            content.write();
            out.println("The hooks are out of " + file + ". What waits to be sent is still in " + inbox.folder() + ".");
        } else {
            HookScript.write(inbox, HookScript.text(inbox, drainOptions()));
            if (chosen.install) {
                ClaudeSettings content = ClaudeSettings.read(file);
                content.add(script);
                content.write();
                out.println("Claude Code reports its sessions from the next one on; its settings are in " + file + ".");
                out.println("What it says waits in " + inbox.folder() + " until Kafka has it (`tracker hook drain`).");
            } else {
                out.println(ClaudeSettings.alone(script));
            }
        }
        out.flush();
        return 0;
    }

    /** A relative folder means nothing to a script that runs anywhere. */
    private List<String> drainOptions() {
        List<String> options = new ArrayList<>();
        String bootstrap = kafka.givenBootstrap();
        if (bootstrap == null) {
            options.add("--data");
            options.add(kafka.data().path().toAbsolutePath().normalize().toString());
        } else {
            options.add("--bootstrap");
            options.add(bootstrap);
        }
        if (besideWatch) {
            options.add("--beside-watch");
        }
        return options;
    }

    /** Whatever goes wrong from here on is not the agent's business. */
    private int takeOne(HookInbox inbox) {
        try {
            inbox.store(System.in);
            Thread sending = new Thread(() -> send(inbox), "hook");
            sending.setDaemon(true);
            sending.start();
            sending.join(PATIENCE_MILLIS);
        } catch (IOException e) {
            LOG.warn("The hook's input could not be stored in {}: {}", inbox.folder(), e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private void send(HookInbox inbox) {
        try (HookInbox.Claim claim = inbox.tryClaim();
                KafkaReceiver receiver = new KafkaReceiver(kafka::clientProperties)) {
            if (claim != null) {
                HookDrain drain = new HookDrain(inbox, besideWatch);
                long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
                boolean more = true;
                while (more && System.nanoTime() < end) {
                    more = drain.round(receiver);
                }
            }
        } catch (IOException | KafkaException | UserException e) {
            LOG.debug("The hook's input waits in {}", inbox.folder(), e);
        }
    }
}
