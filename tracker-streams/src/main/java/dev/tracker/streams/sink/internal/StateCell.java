package dev.tracker.streams.sink.internal;

import dev.tracker.streams.sink.SinkHealth;
import dev.tracker.streams.sink.SinkState;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** The health of a sink: set by its thread, read by any. */
public final class StateCell {

    private final Clock clock;
    private volatile SinkHealth health;

    public StateCell(Clock clock) {
        this.clock = clock;
        this.health = new SinkHealth(SinkState.STARTING, clock.instant(), null);
    }

    /** The time of a state is that of its beginning, whatever detail comes later. A failure stays until the end. */
    public synchronized void set(SinkState state, @Nullable String detail) {
        SinkHealth now = health;
        if (now.state() != SinkState.FAILED) {
            health = new SinkHealth(state, now.state() == state ? now.since() : clock.instant(), detail);
        }
    }

    public SinkHealth get() {
        return health;
    }
}
