package dev.tracker.bench.fold;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracker.bench.BenchOptions;
import dev.tracker.bench.Progress;
import dev.tracker.bench.WorkloadOptions;
import dev.tracker.bench.run.BenchException;
import dev.tracker.bench.run.BrokerProcess;
import dev.tracker.bench.run.ChildJvm;
import dev.tracker.bench.run.TempFolder;
import dev.tracker.bench.run.WorkTime;
import dev.tracker.bench.workload.EventLog;
import dev.tracker.cli.kafka.TopicReader;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.streams.Guarantee;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One workload in a broker of its own, and the runs of the subjects over it. Not thread-safe. */
final class FoldBench implements AutoCloseable {

    /** A subject's time begins when it has read a third of the log: by then the JVM has compiled what it will. */
    private static final int WARM_UP = 3;

    private final BenchOptions options;
    private final Progress progress;
    private final TempFolder work;
    private final BrokerProcess broker;
    private final FoldTopics topics;
    private final String workload;
    private long events;
    private int runs;
    private String description = "";
    private Map<String, TaskProgress> expected = Map.of();

    private FoldBench(BenchOptions options, Progress progress, TempFolder work, BrokerProcess broker, String workload) {
        this.options = options;
        this.progress = progress;
        this.work = work;
        this.broker = broker;
        this.workload = workload;
        this.topics = new FoldTopics(broker.admin());
    }

    /** Starts a broker and fills its events topic. */
    static FoldBench start(
            BenchOptions options, WorkloadOptions workloads, String workload, long events, Progress progress)
            throws InterruptedException {
        TempFolder work = options.workFolder("fold");
        FoldBench bench;
        try {
            bench = new FoldBench(options, progress, work, BrokerProcess.start(work.path()), workload);
        } catch (RuntimeException e) {
            work.close();
            throw e;
        }
        try {
            bench.fill(workloads, events);
            return bench;
        } catch (RuntimeException | InterruptedException e) {
            bench.close();
            throw e;
        }
    }

    private void fill(WorkloadOptions workloads, long count) throws InterruptedException {
        progress.accept(workload + ": writing " + count + " events");
        topics.createInput();
        EventLog.Filled filled = EventLog.fill(
                broker.bootstrap(),
                workloads.named(workload, work.path().resolve("traces")),
                count,
                workloads.headers());
        events = filled.events();
        progress.accept(workload + ": folding them with the reference");
        expected = ReferenceFold.of(reader());
        description = "%s: %,d events of %,d bytes, %,d tasks."
                .formatted(workload, events, filled.meanBytes(), expected.size());
        progress.accept(description);
    }

    /** The workload in words. */
    String describe() {
        return description;
    }

    /** Runs every subject at every interval once, in an order that changes from round to round. */
    void round(int round, FoldPlan plan, FoldFigures figures) throws InterruptedException {
        List<Duration> intervals = plan.intervals();
        List<String> subjects = plan.subjects();
        for (int i = 0; i < intervals.size(); i++) {
            for (int j = 0; j < subjects.size(); j++) {
                String subject = subjects.get((j + round) % subjects.size());
                if (Subjects.commits(subject) || i == 0) {
                    measure(round, subject, intervals.get(i), plan.guarantee(), figures);
                }
            }
        }
    }

    /** The broker's JVM is cold, too, and must not be so for one subject only. */
    void warmUp(FoldPlan plan) throws InterruptedException {
        progress.accept(workload + ": warming up the broker");
        FoldRun run = run("copy", plan.intervals().get(0), plan.guarantee());
        inItsOwnJvm(run, "warm-up-" + workload);
        clean(run);
    }

    private FoldRun run(String subject, Duration interval, Guarantee guarantee) throws InterruptedException {
        String id = "bench-" + subject + "-" + runs++;
        return new FoldRun(
                subject,
                broker.bootstrap(),
                work.path().resolve(id),
                id,
                topics.createOutput(subject, id),
                interval,
                guarantee,
                events / WARM_UP);
    }

    private void clean(FoldRun run) throws InterruptedException {
        topics.deleteOf(run);
        TempFolder.remove(run.folder());
    }

    private void measure(int round, String subject, Duration interval, Guarantee guarantee, FoldFigures figures)
            throws InterruptedException {
        FoldRun run = run(subject, interval, guarantee);
        long commitMs = Subjects.commits(subject) ? interval.toMillis() : 0;
        WorkTime time = inItsOwnJvm(run, "%s-%s-%d-%d".formatted(subject, workload, commitMs, round));
        OutputCheck.Written written = Subjects.commits(subject)
                ? new OutputCheck(reader(), expected, events).check(run)
                : new OutputCheck.Written(0, 0);
        figures.add(round, commitMs, subject, events, time, written);
        long counted = events - time.recordsBefore();
        progress.accept("%s %s %d ms: %,.0f events/s, %.2f us of CPU an event, gc %.2f s, %,d records out"
                .formatted(
                        workload,
                        subject,
                        commitMs,
                        counted / time.seconds(),
                        time.cpuSeconds() * 1e6 / counted,
                        time.gcSeconds(),
                        written.records()));
        clean(run);
    }

    private WorkTime inItsOwnJvm(FoldRun run, String name) {
        Path logs = options.logFolder(work.path());
        try (ChildJvm jvm = start(run, name, logs)) {
            return new ObjectMapper().readValue(jvm.answer(), WorkTime.class);
        } catch (JsonProcessingException e) {
            throw new BenchException(run.subject() + " gave a strange answer", e);
        }
    }

    private ChildJvm start(FoldRun run, String name, Path logs) {
        List<String> jvm = options.jvm(name);
        if (!Subjects.isPeer(run.subject())) {
            return ChildJvm.start(name, logs, jvm, SubjectMain.class, run.toArguments());
        }
        List<String> jvmOptions = new ArrayList<>(Peers.jvmOptions());
        jvmOptions.addAll(jvm);
        return ChildJvm.start(
                name,
                logs,
                jvmOptions,
                Peers.classPath(),
                PeerMain.class,
                PeerRun.of(run).toArguments());
    }

    private TopicReader reader() {
        return new TopicReader(Map.of("bootstrap.servers", broker.bootstrap()));
    }

    @Override
    public void close() {
        broker.close();
        work.close();
    }
}
