package dev.tracker.cli.watch;

import java.util.concurrent.atomic.AtomicLong;

/** What a watcher has done so far. Written by its thread, read by any. */
final class WatchCounts {

    private static final double MILLIS_PER_SECOND = 1_000;

    final AtomicLong files = new AtomicLong();
    final AtomicLong sent = new AtomicLong();
    final AtomicLong unreadable = new AtomicLong();
    final AtomicLong lagMillis = new AtomicLong();
    final AtomicLong behind = new AtomicLong();

    /** In one line, for people. */
    String line() {
        return String.format(
                "%,d files, %,d events sent, %,d behind, lag %.1f s, %,d unreadable",
                files.get(), sent.get(), behind.get(), lagMillis.get() / MILLIS_PER_SECOND, unreadable.get());
    }
}
