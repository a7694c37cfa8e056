package dev.tracker.core.client.internal;

import dev.tracker.core.client.CloseResult;
import dev.tracker.core.client.Delivery;
import dev.tracker.core.client.NotAcceptedException;
import dev.tracker.core.client.ProgressListener;
import dev.tracker.core.client.SpoolSettings;
import dev.tracker.core.client.TrackerSettings;
import dev.tracker.core.client.TrackerStats;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.TaskProgress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Numbers an update, offers it to the outlet and, if it is accepted, folds it: all under the task's lock, so that the order of the numbers, of the log and of
 * the local view is one. Listeners hear of it afterwards, without the lock. Thread-safe.
 */
public final class Publisher {

    private static final int EMITTER_BYTES = 5;

    private final TrackerSettings settings;
    private final EventIds eventIds;
    private final Listeners listeners = new Listeners();
    private final Ledger ledger;
    private final Outlet outlet;
    private final TaskLanes lanes;
    private final Object closing = new Object();
    private @Nullable CloseResult closeResult;

    /** The answer to one offer; {@code finished} if the update ended its task. */
    private record Answer(Outgoing update, Outlet.Offer offer, boolean finished) {}

    /**
     * @throws org.apache.kafka.common.KafkaException if Kafka's producer can't be made with these settings
     * @throws dev.tracker.core.client.SpoolException if the folder of the spool can't be used
     */
    public Publisher(TrackerSettings settings) {
        byte[] random = new byte[EMITTER_BYTES];
        new SecureRandom().nextBytes(random);
        String emitterId = HexFormat.of().formatHex(random);
        this.settings = settings;
        this.eventIds = new EventIds(settings.clock());
        this.ledger = new Ledger(settings.clock());
        this.lanes = new TaskLanes(settings, emitterId, listeners);
        String name = "tracker-" + emitterId;
        SpoolSettings spool = settings.spool();
        this.outlet = spool == null
                ? new MemoryOutlet(settings, ledger, name)
                : new SpoolOutlet(settings, spool, ledger, name);
        outlet.start();
    }

    /**
     * Takes an update, waiting for room no longer than {@code maxBlock}.
     *
     * @throws IllegalArgumentException if its attempt is older than the current one
     * @throws IllegalStateException if the tracker is closed
     */
    public Delivery publish(Update update) {
        long deadline = System.nanoTime() + Nanos.of(settings.maxBlock());
        boolean mayWait = true;
        while (true) {
            TaskLane lane = lanes.laneOf(update.taskId());
            Answer answer = offer(lane, update, !mayWait);
            if (answer == null) {
                continue;
            }
            if (answer.offer() == Outlet.Offer.ACCEPTED) {
                if (answer.finished()) {
                    lanes.finished(lane);
                }
                lane.notifications.tell();
                return answer.update();
            }
            if (!mayWait) {
                return refused(answer.update());
            }
            mayWait = awaitRoom(answer.update(), deadline);
        }
    }

    /** Null if the task left the local view since it was looked up. */
    private @Nullable Answer offer(TaskLane lane, Update update, boolean last) {
        lane.lock.lock();
        try {
            if (lane.isRetired()) {
                return null;
            }
            enter(lane, update.attempt());
            if (update.agentId() != null) {
                lane.assignTo(update.agentId());
            }
            Instant now = settings.clock().instant();
            ExecutionEvent event = update.event()
                    .apply(lane.nextEnvelope(eventIds.next(), update.parentTaskId(), now, update.message()));
            Outgoing outgoing = new Outgoing(event);
            Outlet.Offer offer = outlet.offer(outgoing);
            boolean finished = false;
            switch (offer) {
                case ACCEPTED -> finished = lane.accept(event, now);
                case FULL -> {
                    if (last) {
                        lane.refuse();
                    }
                }
                case CLOSED -> throw closed();
            }
            return new Answer(outgoing, offer, finished);
        } finally {
            lane.lock.unlock();
        }
    }

    private boolean awaitRoom(Outgoing update, long deadline) {
        try {
            return outlet.awaitRoom(update, deadline) && System.nanoTime() < deadline;
        } catch (InterruptedException e) {
            // Whoever interrupts a worker wants it to go on to its own end, not to wait for us.
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Delivery refused(Outgoing update) {
        String reason = "no room for an update of task " + update.taskId() + " within " + settings.maxBlock() + ": "
                + outlet.fullness();
        ledger.refused(update.taskId(), reason);
        ledger.report();
        update.decide(Delivery.State.REFUSED, new NotAcceptedException(reason));
        return update;
    }

    /** The further updates of the task belong to that attempt. Publishes nothing. */
    public void join(String taskId, int attempt) {
        while (true) {
            TaskLane lane = lanes.laneOf(taskId);
            lane.lock.lock();
            try {
                if (outlet.isClosed()) {
                    throw closed();
                }
                if (!lane.isRetired()) {
                    enter(lane, attempt);
                    return;
                }
            } finally {
                lane.lock.unlock();
            }
        }
    }

    private static void enter(TaskLane lane, int attempt) {
        if (attempt == 0) {
            return;
        }
        if (attempt < lane.attempt()) {
            throw new IllegalArgumentException("attempt must be from " + lane.attempt() + " (the current one of task "
                    + lane.taskId() + "), not " + attempt);
        }
        lane.enter(attempt);
    }

    private static IllegalStateException closed() {
        return new IllegalStateException("the tracker is closed");
    }

    public @Nullable TaskProgress progressOf(String taskId) {
        return lanes.progressOf(taskId);
    }

    public List<TaskProgress> active() {
        return lanes.active();
    }

    public void add(ProgressListener listener) {
        listeners.add(listener);
    }

    public void remove(ProgressListener listener) {
        listeners.remove(listener);
    }

    public TrackerStats stats() {
        return ledger.stats(outlet.pendingBytes(), lanes, listeners, outlet.spoolStats());
    }

    /** Waits until all that was accepted before this call is decided; says whether it was in time. */
    public boolean flush(Duration timeout) throws InterruptedException {
        return outlet.awaitDecided(System.nanoTime() + Nanos.of(timeout));
    }

    /** Accepts nothing more and gives Kafka that long to take the rest; what it does not take has failed. */
    public CloseResult close(Duration timeout) {
        outlet.close();
        synchronized (closing) {
            if (closeResult == null) {
                long deadline = System.nanoTime() + Nanos.of(timeout);
                try {
                    outlet.awaitDecided(deadline);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                outlet.stop(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
                closeResult = outlet.result();
            }
            return closeResult;
        }
    }
}
