package dev.tracker.cli.hook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracker.cli.hook.HookCounts.What;
import dev.tracker.cli.option.KafkaOptions;
import dev.tracker.cli.option.UserException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "drain",
        mixinStandardHelpOptions = true,
        description = {
            "Send what hooks have left. The installed hook starts this by itself, with --linger.",
            "Ends with 0 if nothing waits any more, else with 1."
        },
        footer = {"", "Examples:", "  tracker hook drain", "  tracker hook drain --json --bootstrap kafka-1:9092"})
final class DrainCommand implements Callable<Integer> {

    private static final long LOOK_MILLIS = 250;
    private static final long RETRY_MILLIS = 2_000;

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private InboxOption option = new InboxOption();

    @Option(names = "--beside-watch", description = "Leave out what `tracker watch` reports of the same sessions.")
    private boolean besideWatch;

    @Option(
            names = "--linger",
            paramLabel = "SECONDS",
            defaultValue = "0",
            description = "Go on until nothing came, or Kafka was away, for so long (default: ${DEFAULT-VALUE}).")
    private long lingerSeconds;

    @Option(names = "--json", description = "Print the counts as one line of JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (lingerSeconds < 0) {
            throw new UserException("--linger must be 0 or more, not " + lingerSeconds);
        }
        HookInbox inbox = option.inbox();
        try (HookInbox.Claim claim = inbox.tryClaim()) {
            if (claim == null) {
                if (lingerSeconds > 0) {
                    return 0;
                }
                throw new UserException("another `tracker hook drain` is at work in " + inbox.folder());
            }
            try {
                return drain(inbox);
            } finally {
                Files.deleteIfExists(inbox.senderPid());
            }
        }
    }

    private int drain(HookInbox inbox) throws IOException, InterruptedException {
        new HookSessions(inbox.stateFolder()).forgetOld(Instant.now());
        HookDrain drain = new HookDrain(inbox, besideWatch);
        String trouble = "";
        try (KafkaReceiver receiver = new KafkaReceiver(kafka::clientProperties)) {
            long lastSuccess = System.nanoTime();
            while (true) {
                // A second one that was started, and ended at once, has left its own number.
                inbox.saySender(ProcessHandle.current().pid());
                long pause = LOOK_MILLIS;
                try {
                    boolean sent = drain.round(receiver);
                    trouble = "";
                    if (sent) {
                        lastSuccess = System.nanoTime();
                        continue;
                    }
                } catch (KafkaException | UserException e) {
                    trouble = String.valueOf(e.getMessage());
                    pause = RETRY_MILLIS;
                }
                if (System.nanoTime() - lastSuccess >= TimeUnit.SECONDS.toNanos(lingerSeconds)) {
                    break;
                }
                TimeUnit.MILLISECONDS.sleep(pause);
            }
        }
        print(drain.counts(), inbox, trouble);
        return trouble.isEmpty() ? 0 : 1;
    }

    private void print(HookCounts counts, HookInbox inbox, String trouble) throws JsonProcessingException {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(new ObjectMapper().writeValueAsString(counts.ofNow()));
        } else if (lingerSeconds == 0) {
            out.printf(
                    "%,d inputs, %,d events sent; %,d inputs broke off, %,d unreadable, %,d of unknown hooks, %,d refused%n",
                    counts.get(What.INPUTS),
                    counts.get(What.EVENTS),
                    counts.get(What.BROKEN_OFF),
                    counts.get(What.UNREADABLE),
                    counts.get(What.UNKNOWN),
                    counts.get(What.REFUSED));
        }
        out.flush();
        if (!trouble.isEmpty()) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("tracker hook drain: " + trouble + "; what waits stays in " + inbox.folder());
            err.flush();
        }
    }
}
