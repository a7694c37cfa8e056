package dev.tracker.cli.asof;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Says how far a reading is, if it takes long: one line that is rewritten on a terminal, a line every few seconds elsewhere. Not thread-safe. */
public final class ReadProgress {

    private static final long LONG_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int RECORDS_BETWEEN_LOOKS = 1024;

    private final PrintWriter err;
    private final boolean isTerminal;
    private final long everyNanos;

    private long first;
    private long end;
    private long count;
    private long saidAt;
    private int width;

    /** @param isTerminal whether a line may be rewritten */
    public ReadProgress(PrintWriter err, boolean isTerminal) {
        this.err = err;
        this.isTerminal = isTerminal;
        this.everyNanos = isTerminal ? LONG_NANOS / 5 : LONG_NANOS * 5;
    }

    void begin(long newFirst, long newEnd) {
        first = newFirst;
        end = newEnd;
        count = 0;
        width = 0;
        saidAt = System.nanoTime() + LONG_NANOS - everyNanos;
    }

    void at(long offset) {
        if (++count % RECORDS_BETWEEN_LOOKS != 0 || System.nanoTime() - saidAt < everyNanos) {
            return;
        }
        saidAt = System.nanoTime();
        String line = String.format(
                Locale.ROOT, "reading the log: %,d of %,d records", offset + 1 - first, Math.max(1, end - first));
        if (isTerminal) {
            err.print("\r" + line);
            width = line.length();
        } else {
            err.println(line);
        }
        err.flush();
    }

    void end() {
        if (isTerminal && width > 0) {
            err.print("\r" + " ".repeat(width) + "\r");
            err.flush();
        }
    }
}
