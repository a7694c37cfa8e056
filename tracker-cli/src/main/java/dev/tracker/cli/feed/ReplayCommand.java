package dev.tracker.cli.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracker.cli.kafka.EventPublisher;
import dev.tracker.cli.option.KafkaOptions;
import dev.tracker.cli.option.PriceOptions;
import dev.tracker.cli.option.UserException;
import dev.tracker.cli.replay.TraceFiles;
import dev.tracker.cli.replay.TraceFormat;
import dev.tracker.cli.replay.TraceFormats;
import dev.tracker.core.cost.CostEstimator;
import dev.tracker.schemas.ExecutionEvent;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Send the events of recorded agent sessions.",
            "Folders are searched. Event ids come from the recording, so a second replay changes nothing."
        },
        footer = {
            "",
            "Formats: mini-swe-agent, claude-code, gemini-cli.",
            "",
            "Examples:",
            "  tracker replay mini-swe-agent runs/ --speed max",
            "  tracker replay claude-code session.jsonl --speed 10"
        })
public final class ReplayCommand implements Callable<Integer> {

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private PriceOptions prices = new PriceOptions();

    @Parameters(index = "0", paramLabel = "FORMAT", description = "Format of the recordings.")
    private String format = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "PATH", description = "Files or folders.")
    private List<Path> paths = List.of();

    @Option(
            names = "--speed",
            paramLabel = "N|max",
            defaultValue = "max",
            description = {
                "1 keeps the recorded pace, 10 is ten times as fast, max does not wait (default: ${DEFAULT-VALUE}).",
                "All sessions start at once."
            })
    private String speed = "max";

    @Option(names = "--json", description = "Print the result as one line of JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException, JsonProcessingException {
        TraceFormat chosen = format();
        double factor = factor();
        CostEstimator estimator = prices.estimator();
        ReplayReport report = new ReplayReport();
        ReplayProgress progress = new ReplayProgress(report, spec.commandLine().getErr());
        try (EventPublisher publisher = new EventPublisher(kafka.clientProperties())) {
            List<Path> files = TraceFiles.find(chosen, paths, report);
            if (files.isEmpty()) {
                throw new UserException("found no " + chosen.name() + " session in " + paths);
            }
            Consumer<ExecutionEvent> send = event -> {
                publisher.send(estimator.priced(event));
                report.sent();
            };
            report.begin(files.size());
            progress.start();
            if (Double.isInfinite(factor)) {
                for (Path file : files) {
                    report.read(chosen, file, send);
                }
            } else {
                new PacedReplay(factor, send).run(chosen, files, report);
            }
            publisher.flush();
            progress.stop();
        } catch (NoSuchFileException e) {
            throw new UserException("there is no " + e.getFile(), e);
        } catch (IOException e) {
            throw new UserException("can't read the recordings: " + e, e);
        } catch (KafkaException e) {
            throw new UserException(
                    "Kafka did not take all events (" + e.getMessage()
                            + "); run the same replay again, what arrived is not counted twice",
                    e);
        } finally {
            progress.stop();
        }
        report.costs(estimator);
        report.print(spec.commandLine().getOut(), json ? new ObjectMapper() : null);
        return 0;
    }

    private TraceFormat format() {
        try {
            return TraceFormats.byName(format);
        } catch (IllegalArgumentException e) {
            throw new UserException(String.valueOf(e.getMessage()), e);
        }
    }

    private double factor() {
        if (speed.equals("max")) {
            return Double.POSITIVE_INFINITY;
        }
        try {
            double factor = Double.parseDouble(speed);
            if (factor > 0 && factor <= 1_000_000) {
                return factor;
            }
        } catch (NumberFormatException e) {
            // the one message for both
        }
        throw new UserException("--speed must be max or a number above 0 and at most 1000000, not " + speed);
    }

    static Duration scaled(Duration recorded, double factor) {
        return Duration.ofMillis((long) (recorded.toMillis() / factor));
    }
}
