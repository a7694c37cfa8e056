package dev.tracker.bridge.internal.alerts;

import dev.tracker.bridge.alerts.AlertHealth;
import dev.tracker.bridge.alerts.AlertSettings;
import dev.tracker.bridge.internal.alerts.AlertJournal.Standing;
import dev.tracker.bridge.internal.reading.ReadingThread;
import dev.tracker.bridge.internal.view.TopicReader;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that decides while this instance is the one to decide, and stands by otherwise. Whatever ends its work, it begins again from what the topic holds. */
public final class AlertLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AlertLoop.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final int MOST_DOUBLINGS = 10;

    private final AlertSettings settings;
    private final TopicReader tasks;
    private final Clock clock;
    private final DeliveryCounts counts = new DeliveryCounts();
    private final ReadingThread thread = new ReadingThread("tracker-alerts", this::run);
    private volatile @Nullable Watch watch;

    /** Since something last went well. Of the loop's own thread. */
    private int failures;

    private volatile @Nullable String trouble = "not connected to Kafka yet";

    /** @param tasks stays the caller's to close, and drained by this alone */
    public AlertLoop(AlertSettings settings, TopicReader tasks, Clock clock) {
        this.settings = settings;
        this.tasks = tasks;
        this.clock = clock;
    }

    public void start() {
        thread.start();
    }

    private void run() {
        while (!thread.isStopped()) {
            try (AlertJournal journal = new AlertJournal(settings.kafka(), settings.group())) {
                follow(journal);
            } catch (WakeupException | InterruptException e) {
                // Both mean the same here: somebody wants this thread to end.
                break;
            } catch (RuntimeException e) {
                trouble = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
                LOG.warn("Alerts were interrupted, beginning again: {}", trouble);
                LOG.debug("Alerts were interrupted", e);
            }
            thread.pause(pause(failures++));
        }
    }

    private static Duration pause(int failures) {
        Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    private void follow(AlertJournal journal) {
        thread.reads(journal.consumer());
        try {
            // Asked again here: close() can only wake a consumer that it can see.
            if (!thread.isStopped()) {
                journal.begin();
            }
            while (!thread.isStopped()) {
                step(journal);
                failures = 0;
            }
        } finally {
            // While the journal is open: what was confirmed last can still be noted.
            standBy();
        }
    }

    private void step(AlertJournal journal) {
        Standing standing = journal.poll(POLL);
        trouble = null;
        Watch current = watch;
        if (standing == Standing.STANDS_BY) {
            standBy();
        } else if (standing == Standing.TOOK_OVER || current == null) {
            standBy();
            LOG.info("This instance decides on alerts");
            watch = new Watch(settings, journal, tasks, clock, counts);
        } else {
            current.step();
        }
    }

    private void standBy() {
        Watch current = watch;
        watch = null;
        if (current != null) {
            current.close();
        }
    }

    /** For other threads. */
    public AlertHealth health() {
        Watch current = watch;
        List<String> troubles = new ArrayList<>();
        String own = trouble;
        if (own != null) {
            troubles.add(own);
        }
        String ofTasks = tasks.health().trouble();
        if (ofTasks != null) {
            troubles.add(ofTasks);
        }
        if (current != null) {
            troubles.addAll(current.troubles());
        }
        return new AlertHealth(
                current != null,
                own == null && tasks.health().ready(),
                counts.allRaised(),
                counts.allDelivered(),
                current == null ? 0 : current.pending(),
                counts.allFailed(),
                counts.allDropped(),
                troubles);
    }

    public boolean isAlive() {
        return thread.isAlive();
    }

    @Override
    public void close() {
        thread.close();
    }
}
