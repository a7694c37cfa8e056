package dev.tracker.cli.feed;

import java.io.PrintWriter;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Shows a replay's counts while it runs: one line that is rewritten on a terminal, a line every few seconds elsewhere. */
final class ReplayProgress {

    private final ReplayReport report;
    private final PrintWriter err;
    /** Said by the launcher: the JVM itself can't tell whether standard error is a terminal. */
    private final boolean terminal = Boolean.getBoolean("tracker.terminal");

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "progress");
        thread.setDaemon(true);
        return thread;
    });

    ReplayProgress(ReplayReport report, PrintWriter err) {
        this.report = report;
        this.err = err;
    }

    void start() {
        long period = terminal ? 200 : 5000;
        ScheduledFuture<?> unused = timer.scheduleAtFixedRate(this::show, period, period, TimeUnit.MILLISECONDS);
    }

    private void show() {
        if (terminal) {
            err.print("\r" + report.line() + "   ");
        } else {
            err.println(report.line());
        }
        err.flush();
    }

    /** Ends the display; may be called again. */
    void stop() {
        if (!timer.isShutdown()) {
            timer.shutdownNow();
            if (terminal) {
                err.print("\r" + " ".repeat(report.line().length() + 3) + "\r");
                err.flush();
            }
        }
    }
}
