package dev.tracker.cli.watch;

import dev.tracker.cli.feed.FormatOptions;
import dev.tracker.cli.feed.ProgressLine;
import dev.tracker.cli.option.KafkaOptions;
import dev.tracker.cli.option.PriceOptions;
import dev.tracker.cli.option.UserException;
import dev.tracker.formats.TraceFormat;
import dev.tracker.formats.TraceFormats;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        description = {
            "Follow the sessions of agents as they are recorded, until Ctrl-C.",
            "Where it stopped, or was killed, it goes on the next time; nothing is counted twice."
        },
        footer = {
            "",
            "Formats: mini-swe-agent, claude-code, gemini-cli, swe-agent, codex, openhands, opencode,",
            "those of plug-ins (docs/new-format.md), and auto, which looks what each file is.",
            "",
            "Examples:",
            "  tracker watch claude-code                      all sessions below ~/.claude/projects",
            "  tracker watch claude-code --since 1            but none that ended before yesterday",
            "  tracker watch auto ~/.claude/projects ~/.codex/sessions",
            "  tracker watch mini-swe-agent runs/ --once      what there is now, and end"
        })
public final class WatchCommand implements Callable<Integer> {

    private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);
    private static final Duration PATIENCE_AT_THE_END = Duration.ofSeconds(10);
    private static final String FOLDER = "watch";
    private static final int NAME_LENGTH = 8;

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private PriceOptions prices = new PriceOptions();

    @Mixin
    private FormatOptions formats = new FormatOptions();

    @Parameters(index = "0", arity = "0..1", paramLabel = "FORMAT", description = "Format of the recordings, or auto.")
    private String format = "";

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "PATH",
            description = {
                "Folders, with all below them, or files (default: where the program of that format",
                "keeps its sessions; --list-formats names the places)."
            })
    private List<Path> paths = List.of();

    @Option(names = "--once", description = "Send what there is now, and end.")
    private boolean once;

    @Option(
            names = "--since",
            paramLabel = "DAYS",
            description =
                    "Leave alone what has not changed for so many days, until it does (default: send everything).")
    private double sinceDays = Double.POSITIVE_INFINITY;

    @Option(
            names = "--rescan",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = {
                "Look everywhere that often, besides being told of changes by the system, which some",
                "file systems do not (default: ${DEFAULT-VALUE})."
            })
    private long rescanSeconds = 10;

    @Option(names = "--again", description = "Forget what was sent before, and send everything again.")
    private boolean again;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path data = kafka.data().path();
        if (formats.isListing()) {
            formats.list(data, spec.commandLine().getOut());
            return 0;
        }
        if (format.isEmpty()) {
            throw new CommandLine.ParameterException(spec.commandLine(), "Missing required parameter: 'FORMAT'");
        }
        if (rescanSeconds < 1 || rescanSeconds > 86_400) {
            throw new UserException("--rescan must be from 1 to 86400 seconds, not " + rescanSeconds);
        }
        if (!(sinceDays >= 0)) {
            throw new UserException("--since must be 0 or more days, not " + sinceDays);
        }
        TraceFormat chosen = formats.named(format, data);
        List<Path> roots = roots(chosen);
        Sessions sessions = new Sessions(formats.load(data), chosen, roots);
        Map<String, Object> properties = kafka.clientProperties();
        Path positions = data.resolve(FOLDER).resolve(name(clusterId(properties), sessions.roots()) + ".json");
        try (PositionFile file = PositionFile.open(positions)) {
            if (again) {
                Files.deleteIfExists(positions);
            }
            watch(sessions, properties, new Positions(file));
        }
        return 0;
    }

    private void watch(Sessions sessions, Map<String, Object> properties, Positions positions)
            throws IOException, InterruptedException {
        LongSupplier millis = () -> System.nanoTime() / 1_000_000;
        WatchCounts counts = new WatchCounts();
        ProgressLine progress =
                new ProgressLine(counts::line, spec.commandLine().getErr(), BETWEEN_LINES);
        try (KafkaDelivery delivery = new KafkaDelivery(properties, prices.estimator());
                FolderEvents events = new FolderEvents(sessions.roots(), progress::say)) {
            Watcher watcher = new Watcher(sessions, delivery, positions, counts, progress::say, millis, since());
            if (once) {
                watcher.finish();
                watcher.commit();
                print(counts);
            } else {
                progress.say("watching " + join(sessions.roots()) + " for sessions of " + format + "; Ctrl-C ends it");
                progress.start();
                Duration rescan = Duration.ofSeconds(rescanSeconds);
                WatchLoop loop = new WatchLoop(watcher, events, delivery, rescan, progress::say, millis);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> end(loop, progress, counts), "shutdown"));
                loop.run();
            }
        } catch (KafkaException e) {
            throw new UserException(
                    "Kafka did not take all events (" + e.getMessage()
                            + "); watch again, what arrived is not counted twice",
                    e);
        } finally {
            progress.stop();
        }
    }

    /** At Ctrl-C: what was read has yet to be acknowledged and noted. */
    private void end(WatchLoop loop, ProgressLine progress, WatchCounts counts) {
        try {
            loop.stop(PATIENCE_AT_THE_END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        progress.stop();
        print(counts);
    }

    private void print(WatchCounts counts) {
        spec.commandLine().getOut().println(counts.line());
        spec.commandLine().getOut().flush();
    }

    private long since() {
        double back = sinceDays * Duration.ofDays(1).toMillis();
        return TimeUnit.MILLISECONDS.toMicros((long) Math.max(0, System.currentTimeMillis() - back));
    }

    private List<Path> roots(TraceFormat chosen) {
        if (!paths.isEmpty()) {
            for (Path path : paths) {
                if (!Files.exists(path)) {
                    throw new UserException("there is no " + path);
                }
            }
            return paths;
        }
        List<TraceFormat> asked = chosen.name().equals(TraceFormats.AUTO)
                ? formats.load(kafka.data().path()).all()
                : List.of(chosen);
        List<Path> usual = new ArrayList<>();
        for (TraceFormat one : asked) {
            for (String folder : one.usualFolders()) {
                usual.add(Path.of(folder.replaceFirst("^~", System.getProperty("user.home"))));
            }
        }
        List<Path> there = usual.stream().filter(Files::isDirectory).toList();
        if (there.isEmpty()) {
            throw new UserException(
                    usual.isEmpty()
                            ? "sessions of " + chosen.name() + " have no usual place; say which folder to watch"
                            : "there is no " + join(usual) + "; say which folder to watch");
        }
        return there;
    }

    /** Positions hold for one Kafka and one set of folders. */
    private String name(String clusterId, List<Path> roots) {
        String watched = clusterId + "\n" + join(roots);
        UUID hash = UUID.nameUUIDFromBytes(watched.getBytes(StandardCharsets.UTF_8));
        return format + "-" + hash.toString().substring(0, NAME_LENGTH);
    }

    private static String clusterId(Map<String, Object> properties) throws InterruptedException {
        try (Admin admin = Admin.create(properties)) {
            return admin.describeCluster().clusterId().get();
        } catch (ExecutionException e) {
            throw new KafkaException("can't ask it which cluster it is: " + e.getMessage(), e);
        }
    }

    private static String join(List<Path> paths) {
        return String.join(", ", paths.stream().map(Path::toString).toList());
    }
}
