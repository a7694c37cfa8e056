package dev.tracker.bridge.internal.alerts;

import dev.tracker.bridge.alerts.AlertSettings.Timing;
import dev.tracker.bridge.alerts.Webhook;
import dev.tracker.bridge.internal.alerts.Alert.Delivery;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers alerts to one webhook, one at a time, and tries again for as long as they are of interest. A receiver that fails is asked less and less often; an alert that it
 * fails at goes behind the others, so that it can't hold them up. Safe for use by many threads.
 */
final class Courier implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final int MOST_REFUSALS = 5;
    private static final int MOST_DOUBLINGS = 30;
    private static final Duration LAST_ATTEMPT = Duration.ofSeconds(1);
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(5);

    /** An alert that waits. Guarded by the courier. */
    private static final class Parcel {
        final Alert alert;
        final long number;
        long dueNanos;
        int failures;
        int refusals;

        Parcel(Alert alert, long number, long dueNanos) {
            this.alert = alert;
            this.number = number;
            this.dueNanos = dueNanos;
        }
    }

    private final Webhook webhook;
    private final Timing timing;
    private final Clock clock;
    private final WebhookClient client;
    private final DeliveryCounts counts;
    private final BiConsumer<Alert, Delivery> note;
    private final PriorityQueue<Parcel> waiting = new PriorityQueue<>(
            Comparator.<Parcel>comparingLong(parcel -> parcel.dueNanos).thenComparingLong(parcel -> parcel.number));
    private final Thread thread;
    private long numbers;
    private long pausedUntilNanos = System.nanoTime();
    private int failuresInARow;
    private boolean isUnderWay;
    private boolean isGone;
    private boolean isClosed;
    private volatile @Nullable String trouble;

    /** @param note told what became of each alert, by the courier's own thread */
    Courier(Webhook webhook, Timing timing, Clock clock, DeliveryCounts counts, BiConsumer<Alert, Delivery> note) {
        this.webhook = webhook;
        this.timing = timing;
        this.clock = clock;
        this.counts = counts;
        this.note = note;
        this.client = new WebhookClient(webhook, timing.answer(), clock);
        this.thread = new Thread(this::run, "tracker-webhook-" + webhook.name());
        thread.setDaemon(true);
        thread.start();
    }

    synchronized void deliver(Alert alert) {
        waiting.add(new Parcel(alert, numbers++, System.nanoTime()));
        notifyAll();
    }

    /** How many wait or are under way. */
    synchronized int pending() {
        return waiting.size() + (isUnderWay ? 1 : 0);
    }

    /** What is wrong with the receiver, null if nothing is known to be. */
    @Nullable
    String trouble() {
        return trouble;
    }

    private void run() {
        try {
            for (Parcel parcel = next(); parcel != null; parcel = next()) {
                Delivery end = attempt(parcel);
                if (end != null) {
                    note.accept(parcel.alert, end);
                }
                done(end == null ? parcel : null);
            }
        } catch (InterruptedException e) {
            // It is being closed; what was not confirmed is still pending, and the next one's to deliver.
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            trouble = webhook + ": given up after an unexpected error; restart the role";
            LOG.error("Deliveries to {} have ended", webhook, e);
        }
    }

    /** Waits for the next one that is due; null once closed. */
    private synchronized @Nullable Parcel next() throws InterruptedException {
        while (!isClosed) {
            Parcel first = waiting.peek();
            if (first == null) {
                wait();
                continue;
            }
            long left = Math.max(first.dueNanos - System.nanoTime(), pausedUntilNanos - System.nanoTime());
            if (left <= 0 || isGone) {
                isUnderWay = true;
                return waiting.poll();
            }
            wait(left / 1_000_000 + 1);
        }
        return null;
    }

    private synchronized void done(@Nullable Parcel again) {
        isUnderWay = false;
        if (again != null) {
            waiting.add(again);
        }
    }

    /** What became of it; null if it is to be tried again. */
    private @Nullable Delivery attempt(Parcel parcel) throws InterruptedException {
        if (isGone) {
            counts.dropped();
            return Delivery.GONE;
        }
        if (Duration.between(parcel.alert.at(), clock.instant()).compareTo(timing.lookback()) > 0) {
            counts.dropped();
            return Delivery.EXPIRED;
        }
        Answer answer = client.post(parcel.alert);
        if (answer instanceof Answer.Delivered) {
            succeeded();
            counts.delivered();
            return Delivery.DELIVERED;
        }
        counts.failed();
        if (answer instanceof Answer.Gone) {
            isGone = true;
            trouble = webhook + ": it answered 410 and gets nothing more until the role is restarted";
            LOG.error("{} answered 410: it gets nothing more until the role is restarted", webhook);
            counts.dropped();
            return Delivery.GONE;
        }
        if (answer instanceof Answer.Refused refused) {
            return refused(parcel, refused);
        }
        if (answer instanceof Answer.Failed failed) {
            failed(parcel, failed);
        }
        return null;
    }

    private void succeeded() {
        if (trouble != null) {
            LOG.info("{} takes alerts again", webhook);
        }
        trouble = null;
        failuresInARow = 0;
    }

    private @Nullable Delivery refused(Parcel parcel, Answer.Refused refused) {
        if (++parcel.refusals >= MOST_REFUSALS) {
            LOG.warn("{} refuses {}: {}", webhook, parcel.alert.id(), refused.reason());
            counts.dropped();
            return Delivery.REFUSED;
        }
        parcel.dueNanos = System.nanoTime() + pause(parcel.refusals).toNanos();
        return null;
    }

    private void failed(Parcel parcel, Answer.Failed failed) {
        failuresInARow++;
        parcel.failures++;
        if (trouble == null) {
            LOG.warn("{} does not take alerts: {}; they wait and are tried again", webhook, failed.reason());
        }
        trouble = webhook + ": " + failed.reason();
        Duration own = pause(parcel.failures);
        Duration all = pause(failuresInARow);
        if (failed.after() != null && failed.after().compareTo(all) > 0) {
            all = failed.after();
        }
        parcel.dueNanos = System.nanoTime() + own.toNanos();
        synchronized (this) {
            pausedUntilNanos = System.nanoTime() + all.toNanos();
        }
    }

    /** Doubled with each failure, give or take a fifth, so that many who failed together do not come back together. */
    private Duration pause(int failures) {
        long base = timing.firstRetry().toMillis();
        long longest = timing.longestRetry().toMillis();
        long doubled = failures > MOST_DOUBLINGS ? longest : Math.min(longest, base << (failures - 1));
        long most = doubled < 0 ? longest : doubled;
        return Duration.ofMillis(most - ThreadLocalRandom.current().nextLong(most / 5 + 1));
    }

    /** Begins no further attempt. */
    synchronized void stop() {
        isClosed = true;
        notifyAll();
    }

    /** Waits a moment for an attempt that is under way, then ends it; what was not confirmed stays pending. */
    @Override
    public void close() {
        stop();
        try {
            thread.join(LAST_ATTEMPT.toMillis());
            thread.interrupt();
            thread.join(CLOSE_WAIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
