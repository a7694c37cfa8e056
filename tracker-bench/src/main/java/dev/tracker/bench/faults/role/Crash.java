package dev.tracker.bench.faults.role;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The crash that this process was told to have: at a point, when it gets there the n-th time. Thread-safe. */
final class Crash {

    /** System property: a {@link CrashPoint}, a colon, which time from 1. */
    static final String PROPERTY = "tracker.faults.crash";

    private static final @Nullable CrashPoint POINT;
    private static final int TIME;
    private static final AtomicInteger TIMES = new AtomicInteger();

    static {
        String told = System.getProperty(PROPERTY);
        String[] parts = told == null ? new String[0] : told.split(":");
        POINT = parts.length == 2 ? CrashPoint.valueOf(parts[0]) : null;
        TIME = parts.length == 2 ? Integer.parseInt(parts[1]) : 0;
    }

    /** Does not return if it is here that the process crashes. */
    static void at(CrashPoint point) {
        if (point == POINT && TIMES.incrementAndGet() == TIME) {
            System.err.println("crashing " + point + ", the " + TIME + ". time");
            Runtime.getRuntime().halt(CrashPoint.EXIT_CODE);
        }
    }

    private Crash() {}
}
