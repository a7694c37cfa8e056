package dev.tracker.bridge.internal.push;

import dev.tracker.bridge.SnapshotListener;
import dev.tracker.bridge.SnapshotView;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All viewers. Changes are handed to them on a thread of its own, so that reading the topic never waits for a viewer. Safe for use by many threads. */
public final class Viewers implements SnapshotListener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Viewers.class);
    private static final long STATUS_SECONDS = 2;
    private static final long PING_SECONDS = 20;

    private final SnapshotView view;
    private final int maxViewers;
    private final int snapshotLimit;
    private final ControlMessages messages;
    private final FrameCache frames = new FrameCache();
    private final Set<Viewer> viewers = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService thread;
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private Set<String> changed = new HashSet<>();

    public Viewers(SnapshotView view, int maxViewers, int snapshotLimit, Clock clock) {
        this.view = view;
        this.maxViewers = maxViewers;
        this.snapshotLimit = snapshotLimit;
        this.messages = new ControlMessages(view, clock);
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, "bridge-push");
            made.setDaemon(true);
            return made;
        });
    }

    /** Begins to push. */
    public void start() {
        view.addListener(this);
        every(STATUS_SECONDS, () -> {
            String status = messages.status();
            viewers.forEach(viewer -> viewer.status(status));
        });
        every(PING_SECONDS, () -> viewers.forEach(Viewer::ping));
    }

    // The future would only tell of exceptions, and guarded() lets none out.
    @SuppressWarnings("FutureReturnValueIgnored")
    private void every(long seconds, Runnable work) {
        thread.scheduleWithFixedDelay(guarded(work), seconds, seconds, TimeUnit.SECONDS);
    }

    public int size() {
        return viewers.size();
    }

    public boolean isFull() {
        return viewers.size() >= maxViewers;
    }

    /** Lets a viewer in, or closes its session where there is no room. */
    Viewer join(CoreSession session) {
        Viewer viewer = new Viewer(session, view::find, frames);
        // Known before its snapshot is chosen, so that no change falls between the two.
        viewers.add(viewer);
        if (viewers.size() > maxViewers) {
            viewers.remove(viewer);
            viewer.disconnect(CloseStatus.TRY_AGAIN_LATER, "too many viewers");
        } else {
            submit(() -> {
                // Who comes earlier gets its snapshot by the reset that follows.
                if (view.health().ready()) {
                    sendSnapshot(viewer, null);
                }
            });
        }
        return viewer;
    }

    void leave(Viewer viewer) {
        viewers.remove(viewer);
        viewer.abort(new IllegalStateException("the viewer has left"));
    }

    @Override
    public void changed(Set<String> taskIds) {
        synchronized (this) {
            changed.addAll(taskIds);
        }
        if (scheduled.compareAndSet(false, true)) {
            submit(this::pushChanges);
        }
    }

    @Override
    public void reset() {
        submit(() -> viewers.forEach(viewer -> sendSnapshot(viewer, ControlMessages.reset())));
    }

    private void pushChanges() {
        scheduled.set(false);
        Set<String> batch;
        synchronized (this) {
            batch = changed;
            changed = new HashSet<>();
        }
        viewers.forEach(viewer -> viewer.changed(batch));
    }

    private void sendSnapshot(Viewer viewer, @Nullable String before) {
        List<String> ids = FirstView.choose(view.all(), snapshotLimit);
        viewer.snapshot(before, ids, messages.ready(ids.size(), view.size()));
    }

    private void submit(Runnable work) {
        try {
            thread.execute(guarded(work));
        } catch (RejectedExecutionException e) {
            LOG.debug("Nothing is pushed any more", e);
        }
    }

    /** One failure must not end the pushing to everybody. */
    private static Runnable guarded(Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                LOG.error("Pushing to viewers failed", e);
            }
        };
    }

    @Override
    public void close() {
        thread.shutdownNow();
        viewers.forEach(viewer -> viewer.disconnect(CloseStatus.SHUTDOWN, "the bridge is stopping"));
    }
}
