package dev.tracker.cli.watch;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.kafka.common.KafkaException;

/** Keeps a watcher going until it is stopped, whatever becomes of Kafka meanwhile. */
final class WatchLoop {

    private static final Duration STEP = Duration.ofMillis(200);
    private static final long MILLIS_BETWEEN_COMMITS = 500;
    private static final long LONGEST_PAUSE_MILLIS = 10_000;

    private final Watcher watcher;
    private final FolderEvents events;
    private final KafkaDelivery delivery;
    private final Duration rescan;
    private final Consumer<String> say;
    private final LongSupplier millis;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private long lookedEverywhere;
    private long committed;
    private long pause;
    private boolean isSure;

    WatchLoop(
            Watcher watcher,
            FolderEvents events,
            KafkaDelivery delivery,
            Duration rescan,
            Consumer<String> say,
            LongSupplier millis) {
        this.watcher = watcher;
        this.events = events;
        this.delivery = delivery;
        this.rescan = rescan;
        this.say = say;
        this.millis = millis;
    }

    /** Runs until {@link #stop}. */
    void run() throws IOException, InterruptedException {
        try {
            while (stopping.getCount() > 0) {
                try {
                    step();
                    pause = 0;
                } catch (KafkaException e) {
                    recover(e);
                }
            }
            lastCommit();
        } finally {
            stopped.countDown();
        }
    }

    private void step() throws IOException, InterruptedException {
        FolderEvents.Changes changes = events.await(STEP);
        long now = millis.getAsLong();
        if (!isSure || changes.isUnsure() || now - lookedEverywhere >= rescan.toMillis()) {
            isSure = false;
            watcher.lookEverywhere();
            isSure = true;
            lookedEverywhere = millis.getAsLong();
        } else {
            watcher.look(changes.files());
        }
        if (millis.getAsLong() - committed >= MILLIS_BETWEEN_COMMITS) {
            watcher.commit();
            committed = millis.getAsLong();
        }
    }

    private void recover(KafkaException e) throws InterruptedException {
        if (pause == 0) {
            say.accept("Kafka does not take the events (" + e.getMessage()
                    + "); trying again until it does, nothing is lost");
        }
        watcher.takeBack();
        isSure = false;
        pause = Math.min(LONGEST_PAUSE_MILLIS, Math.max(500, pause * 2));
        boolean isStopping = stopping.await(pause, TimeUnit.MILLISECONDS);
        if (!isStopping) {
            delivery.reopen();
        }
    }

    private void lastCommit() throws IOException {
        try {
            watcher.commit();
        } catch (KafkaException e) {
            say.accept("Kafka has not acknowledged the last events (" + e.getMessage()
                    + "); they are sent again when the files are watched next");
        }
    }

    /** Asks it to end, and waits until it has, or for that long. */
    void stop(Duration patience) throws InterruptedException {
        stopping.countDown();
        boolean unused = stopped.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }
}
