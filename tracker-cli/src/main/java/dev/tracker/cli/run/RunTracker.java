package dev.tracker.cli.run;

import dev.tracker.cli.option.KafkaOptions;
import dev.tracker.cli.option.UserException;
import dev.tracker.cli.option.WorkerSettings;
import dev.tracker.core.client.CloseResult;
import dev.tracker.core.client.ProgressTracker;
import dev.tracker.core.client.SpoolException;
import dev.tracker.core.client.TrackerSettings;
import dev.tracker.schemas.Evidence;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** The reporting side of a run. Whatever goes wrong here is said on standard error and is no affair of the command. */
final class RunTracker {

    /** Nobody listens there: what is reported stays on disk. */
    private static final String NOWHERE = "127.0.0.1:1";

    private static final long TICK_MILLIS = 200;

    private final KafkaOptions kafka;
    private final RunOptions options;
    private final PrintWriter err;
    private final RunSpools spools;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "report");
        thread.setDaemon(true);
        return thread;
    });

    private @Nullable ProgressTracker tracker;
    private @Nullable RunReporter reporter;
    private String taskId = "";
    private boolean knowsKafka = true;

    RunTracker(KafkaOptions kafka, RunOptions options, PrintWriter err) {
        this.kafka = kafka;
        this.options = options;
        this.err = err;
        this.spools = options.spools();
    }

    void start(String id, List<String> command, OutputTail tail, @Nullable ProgressPattern pattern) {
        taskId = id;
        ProgressTracker opened = open();
        if (opened == null) {
            return;
        }
        try {
            opened.startTask(id, options.start(command));
            RunReporter made = new RunReporter(
                    opened, id, tail, pattern, options.heartbeat(), options.silence(), System::nanoTime);
            tracker = opened;
            reporter = made;
            ScheduledFuture<?> unused =
                    timer.scheduleWithFixedDelay(made::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (IllegalArgumentException e) {
            say("the command is not reported: " + e.getMessage());
            opened.close(Duration.ZERO);
        }
    }

    private @Nullable ProgressTracker open() {
        try {
            return spools.open(settings());
        } catch (SpoolException e) {
            say(e.getMessage() + "; what Kafka does not take is lost");
        } catch (UserException | KafkaException | IllegalArgumentException e) {
            say("the command is not reported: " + e.getMessage());
            return null;
        }
        try {
            return new ProgressTracker(settings().build());
        } catch (UserException | KafkaException | IllegalArgumentException e) {
            say("the command is not reported: " + e.getMessage());
            return null;
        }
    }

    private TrackerSettings.Builder settings() {
        return WorkerSettings.of(bootstrap(), kafka.passedThrough(), options.agentId())
                .projectId(options.project());
    }

    private String bootstrap() {
        try {
            return kafka.bootstrap();
        } catch (UserException e) {
            if (knowsKafka) {
                say(e.getMessage());
            }
            knowsKafka = false;
            return NOWHERE;
        }
    }

    void end(Ending ending) throws InterruptedException {
        timer.shutdown();
        boolean unused = timer.awaitTermination(1, TimeUnit.SECONDS);
        ProgressTracker current = tracker;
        RunReporter reports = reporter;
        if (current == null || reports == null) {
            return;
        }
        reports.finish();
        switch (ending.kind()) {
            case SUCCESS -> {
                for (int i = 0; i < options.criteria().size(); i++) {
                    current.verifyCriterion(taskId, i, true, Evidence.SELF_CHECKED);
                }
                current.completeTask(taskId);
            }
            case FAILED -> current.fail(taskId, ending.reason());
            case CANCELLED -> current.cancel(taskId, ending.reason());
        }
        long end = System.nanoTime() + options.patience().toNanos();
        if (knowsKafka) {
            boolean unusedFlushed = current.flush(options.patience());
        }
        CloseResult result = current.close(Duration.ZERO);
        if (result.undelivered() > 0) {
            say(result.undelivered() + " updates of task " + taskId + " are lost: Kafka did not take them");
        }
        if (result.spooled() > 0) {
            say("Kafka has not taken all updates of task " + taskId + " yet; " + result.spooled() + " wait in "
                    + spools.folder() + ", and the next `tracker run` (or `tracker run --drain`) sends them");
        } else if (result.delivered() > 0) {
            sendWhatOthersLeft(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        }
    }

    private void sendWhatOthersLeft(Duration patience) throws InterruptedException {
        try {
            drain(patience);
        } catch (IOException | KafkaException e) {
            say("what earlier runs left could not be sent: " + e.getMessage());
        }
    }

    /** Sends what earlier runs left, within the time; says how many updates are left. */
    long drain(Duration patience) throws IOException, InterruptedException {
        return spools.drain(settings(), patience);
    }

    private void say(@Nullable String message) {
        err.println("tracker run: " + message);
        err.flush();
    }
}
