package dev.tracker.cli.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracker.cli.kafka.EventPublisher;
import dev.tracker.cli.option.KafkaOptions;
import dev.tracker.cli.option.PriceOptions;
import dev.tracker.cli.option.UserException;
import dev.tracker.core.cost.CostEstimator;
import dev.tracker.formats.TraceFiles;
import dev.tracker.formats.TraceFormat;
import dev.tracker.formats.TraceFormats;
import dev.tracker.schemas.ExecutionEvent;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
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
            "Formats: mini-swe-agent, claude-code, gemini-cli, swe-agent, codex, openhands, opencode,",
            "those of plug-ins (docs/new-format.md), and auto, which looks what each file is. `tracker watch` follows sessions that go on.",
            "",
            "Examples:",
            "  tracker replay auto runs/ session.jsonl",
            "  tracker replay claude-code session.jsonl --speed 10",
            "  tracker replay our-agent runs/ --formats our-agent.jar",
            "  tracker replay --list-formats"
        })
public final class ReplayCommand implements Callable<Integer> {

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private PriceOptions prices = new PriceOptions();

    @Mixin
    private FormatOptions formats = new FormatOptions();

    @Parameters(index = "0", arity = "0..1", paramLabel = "FORMAT", description = "Format of the recordings, or auto.")
    private String format = "";

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "PATH", description = "Files or folders.")
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
        if (formats.isListing()) {
            formats.list(kafka.data().path(), spec.commandLine().getOut());
            return 0;
        }
        requireArguments();
        TraceFormat chosen = formats.named(format, kafka.data().path());
        double factor = factor();
        CostEstimator estimator = prices.estimator();
        ReplayReport report = new ReplayReport(formats.load(kafka.data().path()));
        ProgressLine progress =
                new ProgressLine(report::line, spec.commandLine().getErr(), BETWEEN_LINES);
        try (EventPublisher publisher = new EventPublisher(kafka.clientProperties())) {
            List<Path> files = TraceFiles.find(chosen, paths, report);
            if (files.isEmpty()) {
                throw new UserException("found no " + sessions(chosen) + " in " + paths
                        + "; `tracker replay --list-formats` says what can be read");
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
        return report.isEmpty() ? 1 : 0;
    }

    private void requireArguments() {
        String missing = format.isEmpty() ? "FORMAT" : paths.isEmpty() ? "PATH" : null;
        if (missing != null) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "Missing required parameter: '" + missing + "'");
        }
    }

    private static String sessions(TraceFormat format) {
        return format.name().equals(TraceFormats.AUTO) ? "session of any known format" : format.name() + " session";
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
