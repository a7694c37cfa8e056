package dev.tracker.bench.sink;

import dev.tracker.bench.BenchOptions;
import dev.tracker.bench.Progress;
import dev.tracker.bench.WorkloadOptions;
import dev.tracker.bench.run.Measure;
import java.sql.SQLException;
import java.util.List;

/** Each sink once against its limit. */
public final class SinkRatios {

    private static final String WORKLOAD = "uniform";

    /** Measures of the sinks and of copies of what they wrote. */
    public static List<Measure> measure(BenchOptions options, long events, Progress progress) throws SQLException {
        SinkFigures figures = new SinkFigures(WORKLOAD);
        try (SinkBench bench = SinkBench.start(options, new WorkloadOptions(), WORKLOAD, events, progress)) {
            for (Target target : Target.values()) {
                bench.measure(0, target, figures, false);
            }
        }
        return figures.measures();
    }

    private SinkRatios() {}
}
