package dev.tracker.bench.growth;

import dev.tracker.bench.BenchOptions;
import dev.tracker.bench.Progress;
import dev.tracker.bench.run.BenchException;
import dev.tracker.bench.run.Measure;
import dev.tracker.bench.run.TempFolder;
import dev.tracker.bench.workload.Traces;
import dev.tracker.schemas.ExecutionEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "growth",
        mixinStandardHelpOptions = true,
        description = {
            "What an event, a task and a restart cost as tasks get more and older, by the aggregator itself.",
            "Ratios are to the first point of a series; all points of a series take turns within a round."
        },
        footer = {
            "",
            "Series:",
            "  known-tasks      1,000 tasks at work among so many that have started; then a restore of all of them",
            "  events-per-task  ten tasks at work at a time, each of so many events",
            "  distinct-files   tasks of 100,000 events that write so many different files",
            "  message-chars    tasks whose every event says so much",
            "  live-tasks       so many tasks at work at once in a heap of 1 GiB",
            "  recorded         bytes of state of recorded tasks"
        })
public final class GrowthCommand implements Callable<Integer> {

    private static final long EVENTS = 300_000;
    private static final int MAX_TASKS = 1_000_000;
    private static final int FEWEST_TASKS = 10;
    private static final String RECORDED = "recorded";

    @Mixin
    private BenchOptions options = new BenchOptions();

    @Option(
            names = "--max-tasks",
            paramLabel = "N",
            defaultValue = "" + MAX_TASKS,
            description =
                    "Most tasks of a point, from 10 to 1,000,000; fewer make it short (default: ${DEFAULT-VALUE}).")
    private int maxTasks = MAX_TASKS;

    @Option(
            names = "--series",
            split = ",",
            paramLabel = "NAME",
            defaultValue = "known-tasks,events-per-task,distinct-files,message-chars,live-tasks,recorded",
            description = "What to measure (default: ${DEFAULT-VALUE}).")
    private List<String> names = List.of();

    @Option(
            names = "--traces",
            paramLabel = "FOLDER",
            description = "Recorded sessions for the series recorded; without it the small samples of the project.")
    private @Nullable Path traces;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException, IOException {
        if (maxTasks < FEWEST_TASKS || maxTasks > MAX_TASKS) {
            throw new ParameterException(
                    spec.commandLine(), "--max-tasks must be from 10 to 1,000,000, not " + maxTasks);
        }
        long events = options.events(EVENTS);
        List<Series> all = new Plan(events, options.rounds(), maxTasks).series();
        requireKnown(all);
        // Few tasks or not all series are not what a page shows.
        boolean isWhole = maxTasks == MAX_TASKS && names.size() == all.size() + 1;
        Path page = options.page(isWhole ? events : 0);
        SeriesBench bench =
                new SeriesBench(options, new Progress(spec.commandLine().getErr()));
        Pictures pictures = new Pictures(page);
        List<Measure> measures = new ArrayList<>();
        for (Series series : all) {
            if (names.contains(series.name())) {
                SeriesFigures figures = bench.measure(series);
                measures.addAll(figures.measures());
                pictures.draw(figures);
            }
        }
        if (names.contains(RECORDED)) {
            measures.add(SeriesFigures.recorded(RecordedStates.of(recorded())));
        }
        options.results(spec.commandLine().getOut(), page)
                .publish("growth", BenchOptions.commandLine(spec), note(events, pictures), measures);
        return 0;
    }

    private void requireKnown(List<Series> all) {
        List<String> known = new ArrayList<>(all.stream().map(Series::name).toList());
        known.add(RECORDED);
        for (String name : names) {
            if (!known.contains(name)) {
                throw new BenchException("no series is called " + name + "; known are " + String.join(", ", known));
            }
        }
    }

    private List<ExecutionEvent> recorded() throws IOException {
        if (traces != null) {
            return Traces.below(traces);
        }
        try (TempFolder folder = options.workFolder("traces")) {
            return Traces.samples(folder.path());
        }
    }

    private static String note(long events, Pictures pictures) {
        String text = "%,d events a phase.".formatted(events);
        return pictures.links().isEmpty() ? text : text + "\n\n" + pictures.links();
    }
}
