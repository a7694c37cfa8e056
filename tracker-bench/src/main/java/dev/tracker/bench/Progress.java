package dev.tracker.bench;

import java.io.PrintWriter;
import java.util.function.Consumer;

/** Says on standard error what is being done, so that standard output holds results only. */
public final class Progress implements Consumer<String> {

    private final PrintWriter err;
    private final long started = System.nanoTime();

    public Progress(PrintWriter err) {
        this.err = err;
    }

    @Override
    public void accept(String what) {
        err.printf("%5d s  %s%n", (System.nanoTime() - started) / 1_000_000_000L, what);
        err.flush();
    }
}
