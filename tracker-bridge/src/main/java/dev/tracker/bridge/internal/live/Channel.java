package dev.tracker.bridge.internal.live;

import dev.tracker.bridge.internal.query.ViewSpec;
import dev.tracker.bridge.internal.view.Change;
import dev.tracker.bridge.internal.view.TaskTable;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * One distinct view and all who look at it. Kept up by the live thread alone; viewers take frames from any thread, so what they touch is guarded by the
 * channel's lock.
 */
abstract class Channel {

    private static final int RADIX = 36;

    final ViewSpec spec;
    final Clock clock;

    /** Who looks; for the live thread. */
    final Set<Subscription> subscriptions = new HashSet<>();

    /** When the last one left, by {@link System#nanoTime}; for the live thread. */
    long emptySince = System.nanoTime();

    private final String id = Long.toString(ThreadLocalRandom.current().nextLong(1L << 48), RADIX);
    private long lastPublished = System.nanoTime() - Long.MAX_VALUE / 4;
    private int generation;

    Channel(ViewSpec spec, Clock clock) {
        this.spec = spec;
        this.clock = clock;
    }

    /** Takes everything anew. Live thread, within {@link TaskTable#read}. */
    abstract void fill(TaskTable table);

    /** Takes in what has changed since. Live thread. */
    abstract void apply(Collection<Change> changes);

    /** Whether there is something that viewers have not been offered. Live thread. */
    abstract boolean isDirty();

    /** Makes it a frame. Live thread; false if it turns out that nothing changed. */
    abstract boolean publish(Instant now);

    /** The next frame for a viewer of the present generation, null if there is none. Under the lock. */
    abstract @Nullable Frame take(Cursor cursor);

    /** Whether {@link #take} would give one. Under the lock. */
    abstract boolean has(Cursor cursor);

    /** Sets the cursor to a position of this channel; false if what came after it is not known any more. Under the lock. */
    abstract boolean seek(Cursor cursor, long position);

    /** Has everything taken anew, and viewers told so. Live thread, within {@link TaskTable#read}. */
    final synchronized void refill(TaskTable table) {
        generation++;
        fill(table);
    }

    /** Publishes if the view's pace allows it; true if viewers are to be woken. Live thread. */
    final boolean publishIfDue(long nowNanos) {
        if (!isDirty() || nanosUntilDue(nowNanos) > 0) {
            return false;
        }
        lastPublished = nowNanos;
        return publish(clock.instant());
    }

    /** How long the view's pace asks to wait. Live thread. */
    final long nanosUntilDue(long nowNanos) {
        return spec.everyMs() * 1_000_000L - (nowNanos - lastPublished);
    }

    final synchronized @Nullable Frame next(Cursor cursor) {
        if (cursor.generation != generation) {
            cursor.restart(generation);
            return Messages.reset(spec.name(), "rebuilt");
        }
        return take(cursor);
    }

    final synchronized boolean hasNext(Cursor cursor) {
        return cursor.generation != generation || has(cursor);
    }

    /** A cursor for a new viewer. */
    final synchronized Cursor newCursor() {
        Cursor cursor = new Cursor();
        cursor.generation = generation;
        return cursor;
    }

    /** Sets a new cursor to where a viewer was before; false if that is not known any more. */
    final synchronized boolean resume(Cursor cursor, String position) {
        String prefix = id + "-" + generation + ".";
        if (!position.startsWith(prefix)) {
            return false;
        }
        try {
            return seek(cursor, Long.parseLong(position.substring(prefix.length())));
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** The position as viewers are told it. Under the lock. */
    final String text(long position) {
        return id + "-" + generation + "." + position;
    }
}
