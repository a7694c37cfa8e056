package dev.tracker.core.client.internal.spool;

import dev.tracker.schemas.EventType;
import org.jspecify.annotations.Nullable;

/** What may become of an update when the spool is full. */
public enum Weight {
    /** It stays until it is delivered. */
    KEPT(0),
    /** Of one task's, only the newest must stay: a later one says all that it said. */
    NEWEST(1),
    /** It may go before any other: a sign of life, or a line for people. */
    DISPENSABLE(2);

    /** On disk. */
    final byte code;

    Weight(int code) {
        this.code = (byte) code;
    }

    public static Weight of(EventType type) {
        return switch (type) {
            case HEARTBEAT, LOG -> DISPENSABLE;
            case PROGRESS -> NEWEST;
            case START, ITERATION, CRITERION, ACTION, COST, ERROR, WAITING, COMPLETE -> KEPT;
        };
    }

    static @Nullable Weight ofCode(int code) {
        return switch (code) {
            case 0 -> KEPT;
            case 1 -> NEWEST;
            case 2 -> DISPENSABLE;
            default -> null;
        };
    }
}
