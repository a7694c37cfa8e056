package dev.tracker.bridge.internal.live;

import dev.tracker.bridge.internal.access.Grant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.eclipse.jetty.util.IteratingCallback;
import org.jspecify.annotations.Nullable;

/**
 * Someone who watches. At most one write is under way; what happens meanwhile waits in the channels, where it costs this viewer nothing but its place. Safe for
 * use by many threads.
 */
public final class Viewer extends IteratingCallback {

    private static final int MOST_URGENT = 32;

    private final Outlet outlet;
    private final Grant grant;

    // Guarded by this.
    private final List<Subscription> subscriptions = new ArrayList<>(1);
    private final Queue<Frame> urgent = new ArrayDeque<>(2);
    private @Nullable Frame heartbeat;
    private @Nullable Goodbye goodbye;
    private boolean isEnded;
    private int turn;

    /** By {@link System#nanoTime}; 0 while no write is under way. */
    private volatile long writingSince;

    // Of the live thread.
    long nextHeartbeat = System.nanoTime();

    Viewer(Outlet outlet, Grant grant) {
        this.outlet = outlet;
        this.grant = grant;
    }

    Grant grant() {
        return grant;
    }

    /** Replaces the subscription of the same name, and says something before it begins. Returns the old one, null if there was none. */
    synchronized @Nullable Subscription put(Subscription subscription, List<Frame> before) {
        Subscription old = remove(subscription.channel.spec.name());
        subscriptions.add(subscription);
        urgent.addAll(before);
        return old;
    }

    synchronized @Nullable Subscription remove(@Nullable String name) {
        for (Subscription subscription : subscriptions) {
            if (subscription.isNamed(name)) {
                subscriptions.remove(subscription);
                return subscription;
            }
        }
        return null;
    }

    /** Gives all subscriptions back; none is added afterwards. */
    synchronized List<Subscription> removeAll() {
        isEnded = true;
        List<Subscription> all = List.copyOf(subscriptions);
        subscriptions.clear();
        return all;
    }

    synchronized boolean isEnded() {
        return isEnded;
    }

    synchronized int subscriptions() {
        return subscriptions.size();
    }

    /** Sends a frame before all others. A viewer for which too many wait is flooding us. */
    void urgent(Frame frame) {
        boolean isFlood;
        synchronized (this) {
            isFlood = urgent.size() >= MOST_URGENT;
            if (!isFlood) {
                urgent.add(frame);
            }
        }
        if (isFlood) {
            bye(Goodbye.FLOOD);
        } else {
            iterate();
        }
    }

    /** Sends it when there is time; a newer one replaces it. */
    void heartbeat(Frame frame) {
        synchronized (this) {
            heartbeat = frame;
        }
        iterate();
    }

    /** Says why, then closes. Where a write is stuck nothing can be said any more. */
    void bye(Goodbye reason) {
        synchronized (this) {
            if (goodbye != null || isEnded) {
                return;
            }
            goodbye = reason;
            urgent.clear();
            urgent.add(Messages.bye(reason));
        }
        iterate();
    }

    /** How long a write has been under way, in nanoseconds. */
    long stuckFor(long nowNanos) {
        long since = writingSince;
        return since == 0 ? 0 : nowNanos - since;
    }

    void giveUp(Throwable cause) {
        outlet.abort(cause);
    }

    @Override
    protected Action process() {
        writingSince = 0;
        Frame frame;
        boolean more;
        synchronized (this) {
            frame = poll();
            more = frame != null && hasMore();
        }
        if (frame == null) {
            return isClosing() ? Action.SUCCEEDED : Action.IDLE;
        }
        writingSince = System.nanoTime();
        outlet.send(frame, more, this);
        return Action.SCHEDULED;
    }

    private synchronized boolean isClosing() {
        return goodbye != null;
    }

    private @Nullable Frame poll() {
        Frame control = urgent.poll();
        if (control == null && goodbye != null) {
            return null;
        }
        if (control == null && heartbeat != null) {
            control = heartbeat;
            heartbeat = null;
        }
        if (control != null) {
            return control;
        }
        // In turns, so that a busy view does not keep the others waiting.
        for (int i = 0; i < subscriptions.size(); i++) {
            turn = (turn + 1) % subscriptions.size();
            Frame frame = subscriptions.get(turn).next();
            if (frame != null) {
                return frame;
            }
        }
        return null;
    }

    private boolean hasMore() {
        if (!urgent.isEmpty() || goodbye != null || heartbeat != null) {
            return !urgent.isEmpty() || goodbye == null;
        }
        for (Subscription subscription : subscriptions) {
            if (subscription.hasNext()) {
                return true;
            }
        }
        return false;
    }

    @Override
    protected void onCompleteSuccess() {
        Goodbye reason;
        synchronized (this) {
            reason = goodbye;
        }
        if (reason != null) {
            outlet.close(reason);
        }
    }

    @Override
    protected void onCompleteFailure(Throwable cause) {
        outlet.abort(cause);
    }
}
