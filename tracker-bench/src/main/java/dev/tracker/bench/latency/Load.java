package dev.tracker.bench.latency;

import dev.tracker.bench.run.BenchException;
import dev.tracker.core.client.ProgressTracker;
import dev.tracker.core.client.StartOptions;
import dev.tracker.core.client.TrackerSettings;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** Workers that send at a steady rate, by the client that workers use. */
final class Load {

    private static final int SEED = 17;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long BUFFER_BYTES = 256L << 20;

    private final LatencyRun run;
    private final Probes probes;
    private final Random random = new Random(SEED);
    private final int[] iterations = new int[LatencyRun.PROBE_TASKS];

    Load(LatencyRun run, Probes probes) {
        this.run = run;
        this.probes = probes;
    }

    /** The last iteration that each probe task was sent. */
    int[] iterations() {
        return iterations.clone();
    }

    /** Sends everything and returns when Kafka has it. */
    void send(String bootstrap) throws InterruptedException {
        try (ProgressTracker tracker = new ProgressTracker(TrackerSettings.builder(bootstrap, "agent-1")
                .bufferBytes(BUFFER_BYTES)
                .maxTasks(run.liveTasks() + LatencyRun.PROBE_TASKS)
                .build())) {
            start(tracker);
            long begin = System.nanoTime();
            for (long i = 0; i < run.events(); i++) {
                long due = begin + i * 1_000_000_000L / run.eventsPerSecond();
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                sendOne(tracker, i, due);
            }
            flush(tracker);
        }
    }

    private void start(ProgressTracker tracker) throws InterruptedException {
        StartOptions options = StartOptions.none().withCriteriaTotal(5).withMaxIterations(1_000_000);
        for (String probe : Probes.taskIds()) {
            tracker.startTask(probe, options);
        }
        for (int i = 0; i < run.liveTasks(); i++) {
            tracker.startTask(taskId(i), options);
        }
        flush(tracker);
    }

    private void sendOne(ProgressTracker tracker, long number, long due) {
        if (number % run.eventsAProbe() == 0) {
            int probe = (int) (number / run.eventsAProbe() % LatencyRun.PROBE_TASKS);
            int iteration = ++iterations[probe];
            probes.sending(probe, iteration, due, number >= run.warmUpEvents());
            tracker.updateIteration(Probes.taskId(probe), iteration);
            return;
        }
        String task = taskId(random.nextInt(run.liveTasks()));
        if (number % 3 == 0) {
            tracker.logAction(task, "edit", "src/module" + random.nextInt(15) + "/Component.java", true);
        } else {
            tracker.log(task, "Ran the tests of the module: " + number + " passed, looking at the first failure");
        }
    }

    private static String taskId(int number) {
        return "task-" + number;
    }

    private static void flush(ProgressTracker tracker) throws InterruptedException {
        if (!tracker.flush(PATIENCE)) {
            throw new BenchException("Kafka has not taken the load: " + tracker.stats());
        }
    }
}
