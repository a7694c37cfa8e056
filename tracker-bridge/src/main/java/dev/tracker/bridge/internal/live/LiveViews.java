package dev.tracker.bridge.internal.live;

import dev.tracker.bridge.BridgeLimits;
import dev.tracker.bridge.internal.access.Grant;
import dev.tracker.bridge.internal.forms.FleetFigures;
import dev.tracker.bridge.internal.forms.FormCache;
import dev.tracker.bridge.internal.forms.RollupForms;
import dev.tracker.bridge.internal.query.Rollup;
import dev.tracker.bridge.internal.query.ViewSpec;
import dev.tracker.bridge.internal.view.Change;
import dev.tracker.bridge.internal.view.TaskTable;
import dev.tracker.bridge.internal.view.TopicReader;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All channels and all viewers, and the thread that keeps them up. Reading the topic never waits for a viewer, and no viewer for another one. Safe for use by
 * many threads.
 */
public final class LiveViews implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LiveViews.class);

    private static final long HEARTBEAT_MS = 5_000;
    private static final long SWEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    /** Between two looks at what has changed: what comes in between is one change a task. */
    private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final int MOST_CHANNELS = 1_000;
    private static final int MOST_SUBSCRIPTIONS = 8;

    private final TopicReader reader;
    private final int maxViewers;
    private final int firstLimit;
    private final long stuckNanos;
    private final Clock clock;
    private final FormCache forms = new FormCache();
    private final ClientMessages messages = new ClientMessages(this);
    private final FleetFigures fleet;
    private final RollupForms rollups;
    private final Set<Viewer> viewers = ConcurrentHashMap.newKeySet();
    private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
    private final Semaphore signal = new Semaphore(0);
    private final Thread thread = new Thread(this::run, "bridge-live");
    private volatile boolean stopped;
    private volatile int openChannels;

    // Of the live thread.
    private final Map<ViewSpec, Channel> channels = new HashMap<>();
    private @Nullable TaskTable table;
    private long nextSweep = System.nanoTime();

    public LiveViews(TopicReader reader, FleetFigures fleet, RollupForms rollups, BridgeLimits limits, Clock clock) {
        this.reader = reader;
        this.fleet = fleet;
        this.rollups = rollups;
        this.maxViewers = limits.maxViewers();
        this.firstLimit = limits.snapshotLimit();
        this.stuckNanos = limits.stuckAfter().toNanos();
        this.clock = clock;
        thread.setDaemon(true);
    }

    /** Begins. */
    public void start() {
        reader.onNews(signal::release);
        thread.start();
    }

    /** Whether they are no longer kept up, and will not be again. */
    public boolean hasEnded() {
        return thread.getState() == Thread.State.TERMINATED;
    }

    /** How many watch. */
    public int viewers() {
        return viewers.size();
    }

    /** How many distinct views are kept up. */
    public int channels() {
        return openChannels;
    }

    public boolean isFull() {
        return viewers.size() >= maxViewers;
    }

    /** Lets a viewer in; it is told why and closed if there is no room. */
    Viewer join(Outlet outlet, Grant grant) {
        Viewer viewer = new Viewer(outlet, grant);
        viewers.add(viewer);
        if (viewers.size() > maxViewers) {
            viewers.remove(viewer);
            viewer.bye(Goodbye.TOO_MANY_VIEWERS);
        }
        return viewer;
    }

    void leave(Viewer viewer) {
        if (viewers.remove(viewer)) {
            execute(() -> viewer.removeAll().forEach(this::detach));
        }
        viewer.abort(new IllegalStateException("the viewer has left"));
    }

    /** Does what a viewer says. */
    void obey(Viewer viewer, byte[] message) {
        messages.obey(viewer, message);
    }

    /** Adds the view to what the viewer is sent, or replaces its view of the same name. */
    void subscribe(Viewer viewer, ViewSpec spec, @Nullable String position) {
        execute(() -> attach(viewer, spec, position));
    }

    void unsubscribe(Viewer viewer, String name) {
        execute(() -> {
            Subscription old = viewer.remove(name);
            if (old != null) {
                detach(old);
            }
        });
    }

    private void execute(Runnable command) {
        commands.add(command);
        signal.release();
    }

    private void run() {
        while (!stopped) {
            try {
                signal.tryAcquire(nanosUntilDue(System.nanoTime()), TimeUnit.NANOSECONDS);
                signal.drainPermits();
                step();
                TimeUnit.NANOSECONDS.sleep(REST_NANOS);
            } catch (InterruptedException e) {
                stopped = true;
            } catch (RuntimeException e) {
                // One failure must not end the pushing to everybody.
                LOG.error("Keeping up the live views failed", e);
            }
        }
    }

    private long nanosUntilDue(long now) {
        long wait = nextSweep - now;
        for (Channel channel : channels.values()) {
            if (channel.isDirty()) {
                wait = Math.min(wait, channel.nanosUntilDue(now));
            }
        }
        return Math.max(0, wait);
    }

    private void step() {
        // Before it is ready, what is read are states long past: who reconnects has seen newer ones. What viewers ask
        // for waits.
        if (reader.health().ready()) {
            keepUp();
        }
        long now = System.nanoTime();
        if (now - nextSweep >= 0) {
            sweep(now);
            nextSweep = now + SWEEP_NANOS;
        }
    }

    private void keepUp() {
        follow();
        for (Runnable command = commands.poll(); command != null; command = commands.poll()) {
            command.run();
        }
        long now = System.nanoTime();
        guarded(channel -> {
            if (channel.publishIfDue(now)) {
                channel.subscriptions.forEach(subscription -> subscription.viewer.iterate());
            }
        });
        openChannels = channels.size();
    }

    private void drop(Channel channel) {
        channels.remove(channel.spec);
        for (Subscription subscription : channel.subscriptions) {
            subscription.viewer.remove(channel.spec.name());
            subscription.viewer.urgent(Messages.error(channel.spec.name(), 500, "This view failed."));
        }
    }

    /** Takes in what has changed; all of it, where everything was read anew. */
    private void follow() {
        TaskTable shown = reader.table();
        TaskTable known = table;
        if (known == null || !known.equals(shown)) {
            table = shown;
            shown.read(() -> {
                shown.drain();
                channels.values().forEach(channel -> channel.refill(shown));
                return true;
            });
            channels.values().forEach(channel -> channel.subscriptions.forEach(s -> s.viewer.iterate()));
            return;
        }
        take(known.drain());
    }

    private void take(Collection<Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        for (Change change : changes) {
            if (change.before() != null) {
                change.before().retire();
            }
        }
        guarded(channel -> channel.apply(changes));
    }

    /** Does it to every channel. One that fails is closed: it has missed something, and must not keep the others from it. */
    private void guarded(Consumer<Channel> work) {
        for (Channel channel : List.copyOf(channels.values())) {
            try {
                work.accept(channel);
            } catch (RuntimeException e) {
                LOG.error("A view failed and is closed: {}", channel.spec, e);
                drop(channel);
            }
        }
    }

    private void attach(Viewer viewer, ViewSpec spec, @Nullable String position) {
        if (viewer.isEnded()) {
            return;
        }
        Channel channel = channels.get(spec);
        if (channel == null) {
            if (channels.size() >= MOST_CHANNELS) {
                viewer.urgent(
                        Messages.error(spec.name(), 503, "There are too many different views; try a simpler one."));
                return;
            }
            channel = open(spec);
        }
        Cursor cursor = channel.newCursor();
        List<Frame> before = new ArrayList<>();
        if (position != null) {
            boolean isKnown = channel.resume(cursor, position);
            before.add(
                    isKnown ? Messages.resumed(spec.name(), position) : Messages.reset(spec.name(), "position_gone"));
        }
        Subscription subscription = new Subscription(viewer, channel, cursor);
        Subscription old = viewer.put(subscription, before);
        if (old != null) {
            detach(old);
        }
        if (viewer.subscriptions() > MOST_SUBSCRIPTIONS) {
            viewer.bye(Goodbye.FLOOD);
            return;
        }
        channel.subscriptions.add(subscription);
        viewer.iterate();
    }

    private Channel open(ViewSpec spec) {
        Channel channel = switch (spec.view()) {
            case TASKS -> new WindowChannel(spec, forms, clock);
            case CHANGES -> new ChangesChannel(spec, forms, firstLimit, clock);
            case FLEET ->
                new DocumentChannel(spec, () -> fleet.of(spec.filter().scope(), spec.seesDeadLetters()), clock);
            case ROLLUPS -> rollups(spec);
        };
        TaskTable known = table;
        if (known != null) {
            known.read(() -> {
                take(known.drain());
                channel.refill(known);
                return true;
            });
        }
        channels.put(spec, channel);
        return channel;
    }

    private Channel rollups(ViewSpec spec) {
        Rollup rollup = spec.rollup();
        if (rollup == null) {
            throw new IllegalArgumentException("a view of rollups needs to know which");
        }
        return new DocumentChannel(spec, () -> rollups.of(rollup), clock);
    }

    private void detach(Subscription subscription) {
        Channel channel = subscription.channel;
        channel.subscriptions.remove(subscription);
        channel.emptySince = System.nanoTime();
    }

    /** Heartbeats, each viewer's at its own time, and farewells. */
    private void sweep(long now) {
        Frame heartbeat = Messages.heartbeat(reader, clock.instant(), HEARTBEAT_MS);
        for (Viewer viewer : viewers) {
            if (viewer.stuckFor(now) > stuckNanos) {
                viewer.bye(Goodbye.TOO_SLOW);
                viewer.giveUp(new TimeoutException(Goodbye.TOO_SLOW.reason()));
            } else if (!viewer.grant().expiresAt().isAfter(clock.instant())) {
                viewer.bye(Goodbye.SESSION_ENDED);
            } else if (now - viewer.nextHeartbeat >= 0) {
                viewer.nextHeartbeat = now + TimeUnit.MILLISECONDS.toNanos(HEARTBEAT_MS);
                viewer.heartbeat(heartbeat);
            }
        }
        Iterator<Channel> all = channels.values().iterator();
        while (all.hasNext()) {
            Channel channel = all.next();
            if (channel.subscriptions.isEmpty() && now - channel.emptySince > LINGER_NANOS) {
                all.remove();
            }
        }
    }

    /** Says goodbye to everybody and ends. */
    @Override
    public void close() {
        stopped = true;
        thread.interrupt();
        viewers.forEach(viewer -> viewer.bye(Goodbye.SHUTDOWN));
    }
}
