package dev.tracker.cli.sql;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongConsumer;

/** Shows, on a terminal only, how many rows have come. */
final class ExportProgress implements LongConsumer {

    private static final int ROWS_BETWEEN = 1000;
    private static final long NANOS_BETWEEN = 200_000_000;

    private final PrintWriter err;
    /** Said by the launcher: the JVM itself can't tell whether standard error is a terminal. */
    private final boolean terminal = Boolean.getBoolean("tracker.terminal");

    private long shownAt = System.nanoTime();
    private boolean isShown;

    ExportProgress(PrintWriter err) {
        this.err = err;
    }

    @Override
    public void accept(long rows) {
        if (terminal && rows % ROWS_BETWEEN == 0 && System.nanoTime() - shownAt > NANOS_BETWEEN) {
            shownAt = System.nanoTime();
            isShown = true;
            err.printf(Locale.ROOT, "\r%,d rows", rows);
            err.flush();
        }
    }

    /** Ends the display; may be called again. */
    void end() {
        if (isShown) {
            isShown = false;
            err.print("\r" + " ".repeat(30) + "\r");
            err.flush();
        }
    }
}
