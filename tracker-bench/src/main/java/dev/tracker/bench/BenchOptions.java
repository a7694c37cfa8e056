package dev.tracker.bench;

import dev.tracker.bench.run.Results;
import dev.tracker.bench.run.TempFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** What all benchmarks can be told. */
public final class BenchOptions {

    private static final Path HOME = Path.of(System.getProperty("tracker.home", ""));
    private static final int PUBLISHED_ROUNDS = 3;
    private static final long PUBLISHED_EVENTS = 300_000;

    /** As {@code tracker aggregate} runs; huge pages are of Linux only. */
    private static final String USUAL_JVM =
            "-Xms2g -Xmx2g -XX:+UseParallelGC -XX:+IgnoreUnrecognizedVMOptions -XX:+UseTransparentHugePages";

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "" + PUBLISHED_ROUNDS,
            description = "How often each subject is measured (default: ${DEFAULT-VALUE}).")
    private int rounds = PUBLISHED_ROUNDS;

    @Option(names = "--events", paramLabel = "N", description = "Events of a workload; fewer make it short.")
    private @Nullable Long events;

    @Option(names = "--json", description = "Print one line of JSON a measure.")
    private boolean json;

    @Option(
            names = "--docs",
            paramLabel = "FILE",
            description = {
                "The page to write the results into.",
                "Without it docs/benchmarks.md, or target/benchmarks.md where the run was made short."
            })
    private @Nullable Path docs;

    @Option(
            names = "--jvm",
            paramLabel = "OPTIONS",
            defaultValue = USUAL_JVM,
            description = "JVM options of the subjects (default: ${DEFAULT-VALUE}).")
    private String jvm = USUAL_JVM;

    @Option(names = "--work", paramLabel = "FOLDER", description = "Where servers keep their data meanwhile.")
    private @Nullable Path work;

    @Option(names = "--keep-logs", paramLabel = "FOLDER", description = "Keep logs and recordings of subjects here.")
    private @Nullable Path logs;

    @Option(names = "--profile", description = "Record each subject with Java Flight Recorder (with --keep-logs).")
    private boolean profile;

    /** What was typed. */
    public static String commandLine(CommandSpec spec) {
        CommandLine parent = spec.commandLine().getParent();
        return "tracker bench "
                + (parent == null
                        ? spec.name()
                        : String.join(" ", parent.getParseResult().originalArgs()));
    }

    public int rounds() {
        return rounds;
    }

    public boolean json() {
        return json;
    }

    /** As wished, or else so many. */
    public long events(long usual) {
        return events == null ? usual : events;
    }

    /** JVM options of a subject whose recordings and the like go by that name. */
    public List<String> jvm(String name) {
        List<String> options = new ArrayList<>(List.of(jvm.trim().split("\\s+")));
        if (profile && logs != null) {
            options.add("-XX:StartFlightRecording=settings=profile,dumponexit=true,filename="
                    + logs.toAbsolutePath().resolve(name + ".jfr"));
        }
        return options;
    }

    /** A fresh folder for servers and states. */
    public TempFolder workFolder(String name) {
        return TempFolder.below(work == null ? HOME.resolve("target/bench") : work, name);
    }

    /** Where logs go: where they are kept, or into the given folder, which goes. */
    public Path logFolder(Path otherwise) {
        return logs == null ? otherwise : logs;
    }

    /** The page for results: short runs must not replace published figures by chance. */
    public Path page(long measuredEvents) {
        Path usual = rounds >= PUBLISHED_ROUNDS && measuredEvents >= PUBLISHED_EVENTS
                ? HOME.resolve("docs/benchmarks.md")
                : HOME.resolve("target/benchmarks.md");
        return docs == null ? usual : docs;
    }

    public Results results(PrintWriter out, long measuredEvents) {
        return results(out, page(measuredEvents));
    }

    public Results results(PrintWriter out, Path page) {
        return new Results(out, json, page);
    }
}
