package dev.tracker.bench.fold;

import dev.tracker.bench.BenchOptions;
import dev.tracker.bench.Progress;
import dev.tracker.bench.WorkloadOptions;
import dev.tracker.bench.run.Measure;
import dev.tracker.streams.Guarantee;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What is to be measured of the fold.
 *
 * @param workloads names of workloads, one after the other
 * @param events events of each
 * @param intervals commit intervals
 * @param guarantee of all subjects
 * @param subjects who takes part
 * @param rounds how often
 */
record FoldPlan(
        List<String> workloads,
        long events,
        List<Duration> intervals,
        Guarantee guarantee,
        List<String> subjects,
        int rounds) {

    /**
     * What came of it.
     *
     * @param note the workloads in words
     */
    record Outcome(List<Measure> measures, String note) {}

    static List<Duration> intervals(List<Integer> milliseconds) {
        return milliseconds.stream().map(Duration::ofMillis).toList();
    }

    Outcome carryOut(BenchOptions options, WorkloadOptions workloadOptions, Progress progress)
            throws InterruptedException {
        subjects.forEach(Subjects::require);
        List<Measure> measures = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (String workload : workloads) {
            FoldFigures figures = new FoldFigures(workload, guarantee);
            try (FoldBench bench = FoldBench.start(options, workloadOptions, workload, events, progress)) {
                notes.add(bench.describe());
                bench.warmUp(this);
                for (int round = 0; round < rounds; round++) {
                    bench.round(round, this, figures);
                }
            }
            measures.addAll(figures.measures());
        }
        return new Outcome(measures, String.join(" ", notes));
    }
}
