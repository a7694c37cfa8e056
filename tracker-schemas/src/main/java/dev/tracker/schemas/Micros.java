package dev.tracker.schemas;

import java.time.Instant;

/** Times as whole microseconds since 1970: the finest that events and PostgreSQL have, in one {@code long}. */
public final class Micros {

    /** In a millisecond. */
    public static final long PER_MILLI = 1000;

    private static final long PER_SECOND = 1_000_000;
    private static final long NANOS_PER_MICRO = 1000;

    /**
     * Drops what is finer.
     *
     * @throws ArithmeticException if the time is some 290,000 years from 1970
     */
    public static long of(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), PER_SECOND), time.getNano() / NANOS_PER_MICRO);
    }

    public static Instant toInstant(long micros) {
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, PER_SECOND), Math.floorMod(micros, PER_SECOND) * NANOS_PER_MICRO);
    }

    private Micros() {}
}
