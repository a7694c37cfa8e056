package dev.tracker.streams;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How stream threads have died lately, and what follows: the next one waits twice as long as the last, and when too many have died within the window, none follows. Deaths
 * before the window are forgotten. Thread-safe.
 */
final class ThreadDeaths {

    static final Duration WINDOW = Duration.ofMinutes(10);
    static final Duration FIRST_DELAY = Duration.ofMillis(200);
    static final Duration LONGEST_DELAY = Duration.ofSeconds(15);

    /** At the longest delay, a thread that always dies at once reaches this after some five minutes. */
    static final int MOST_PER_THREAD = 25;

    /** A single death mends itself; from this many on, the work does not get done. */
    private static final int LOOP = 3;

    private static final long LOOP_NANOS = Duration.ofMinutes(1).toNanos();

    private final int most;
    private final LongSupplier nanoTime;
    private final Deque<Long> deaths = new ArrayDeque<>();

    ThreadDeaths(int threads, LongSupplier nanoTime) {
        this.most = MOST_PER_THREAD * threads;
        this.nanoTime = nanoTime;
    }

    /** Notes one; gives how long to wait before a new thread starts, null if none should. */
    synchronized @Nullable Duration died() {
        long now = nanoTime.getAsLong();
        deaths.add(now);
        while (now - deaths.element() > WINDOW.toNanos()) {
            deaths.remove();
        }
        if (deaths.size() > most) {
            return null;
        }
        Duration delay = FIRST_DELAY.multipliedBy(1L << Math.min(deaths.size() - 1, 20));
        return delay.compareTo(LONGEST_DELAY) < 0 ? delay : LONGEST_DELAY;
    }

    /** Whether one dies after the other, as far as the last minute tells. */
    synchronized boolean isLoop() {
        long now = nanoTime.getAsLong();
        return deaths.stream().filter(death -> now - death < LOOP_NANOS).count() >= LOOP;
    }
}
