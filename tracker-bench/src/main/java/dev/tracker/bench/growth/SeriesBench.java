package dev.tracker.bench.growth;

import dev.tracker.bench.BenchOptions;
import dev.tracker.bench.Progress;
import dev.tracker.bench.run.BenchException;
import dev.tracker.cli.audit.TopicsAudit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Measures a series: all of its points are up at once, so that they can take turns within a round. Not thread-safe. */
final class SeriesBench {

    private final BenchOptions options;
    private final Progress progress;

    /** A point that is up. */
    private record Running(Series.Point point, Rig rig, Set<String> touched, PointFigures figures) {

        Rig.Cost phase(long events) throws InterruptedException {
            return rig.put(each -> point.feed().phase(events, event -> {
                touched.add(event.envelope().taskId());
                each.accept(event);
            }));
        }
    }

    SeriesBench(BenchOptions options, Progress progress) {
        this.options = options;
        this.progress = progress;
    }

    SeriesFigures measure(Series series) throws InterruptedException {
        List<Running> running = new ArrayList<>();
        try {
            for (Series.Point point : series.points()) {
                running.add(start(series, point));
            }
            for (int phase = 0; phase < series.warmUps() + series.rounds(); phase++) {
                for (Running each : running) {
                    Rig.Cost cost = each.phase(each.point.phaseEvents());
                    boolean isMeasured = phase >= series.warmUps();
                    if (isMeasured) {
                        each.figures.add(cost);
                    }
                    say(series, each, cost, isMeasured ? "measured" : "warm-up");
                }
            }
            for (Running each : running) {
                lookAtRest(series, each);
            }
            return new SeriesFigures(
                    series.name(), running.stream().map(Running::figures).toList());
        } finally {
            running.forEach(each -> each.rig.close());
        }
    }

    private Running start(Series series, Series.Point point) throws InterruptedException {
        progress.accept("%s %,d: starting".formatted(series.name(), point.x()));
        String name = "%s-%d".formatted(series.name(), point.x());
        Rig rig = Rig.start(options, name, series.jvmOptions());
        Running running = new Running(
                point,
                rig,
                new HashSet<>(),
                new PointFigures(point.x(), point.feed().active()));
        try {
            if (point.feed().hasBeginning()) {
                say(series, running, rig.put(point.feed()::begin), "beginning");
            }
            return running;
        } catch (RuntimeException | InterruptedException e) {
            rig.close();
            throw e;
        }
    }

    /** What does not depend on time, then the restore, then whether all that was written is right. */
    private void lookAtRest(Series series, Running each) throws InterruptedException {
        Rig rig = each.rig;
        StartUp onEmptyLog = rig.aggregator().startUp();
        try {
            long heap = rig.aggregator().heapBytes();
            rig.stop();
            each.figures.atRest(heap, FolderSize.of(rig.stateFolder()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (series.isRestored()) {
            Restore restore = Restore.of(rig, onEmptyLog);
            each.figures.restored(restore);
            progress.accept("%s %,d: restored in %.1f s, read in %.1f s"
                    .formatted(
                            series.name(),
                            each.point.x(),
                            restore.restored().restoreSeconds(),
                            restore.read().seconds()));
            // What was restored must be right, so something is folded into it before the audit.
            say(series, each, each.phase(each.point.phaseEvents() / 10), "after restore");
        }
        StateSizes.Collector sizes = new StateSizes.Collector(each.touched::contains);
        TopicsAudit.Findings findings = TopicsAudit.of(rig.reader(), sizes::accept);
        if (!findings.ok()) {
            throw new BenchException(
                    "%s %,d: the topics do not agree: %s".formatted(series.name(), each.point.x(), findings));
        }
        each.figures.states(sizes.sizes());
        progress.accept("%s %,d: %,d events and %,d tasks agree"
                .formatted(series.name(), each.point.x(), findings.events(), findings.tasks()));
    }

    private void say(Series series, Running running, Rig.Cost cost, String what) {
        progress.accept("%s %,d, %s: %,d events, %,.0f/s, %.2f us of CPU and %,d bytes allocated an event"
                .formatted(
                        series.name(),
                        running.point.x(),
                        what,
                        cost.events(),
                        cost.events() * 1e9 / cost.usage().nanos(),
                        cost.usage().cpuNanos() / 1e3 / cost.events(),
                        cost.usage().allocatedBytes() / cost.events()));
    }
}
