package dev.tracker.cli.feed;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Shows how far something is while it runs: one line that is rewritten on a terminal, a line now and then elsewhere, if it has changed. */
public final class ProgressLine {

    private static final Duration ON_A_TERMINAL = Duration.ofMillis(200);

    private final Supplier<String> line;
    private final PrintWriter err;
    private final Duration elsewhere;
    /** Said by the launcher: the JVM itself can't tell whether standard error is a terminal. */
    private final boolean terminal = Boolean.getBoolean("tracker.terminal");

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "progress");
        thread.setDaemon(true);
        return thread;
    });

    private String shown = "";

    /** {@code elsewhere}: how long between two lines where there is no terminal. */
    public ProgressLine(Supplier<String> line, PrintWriter err, Duration elsewhere) {
        this.line = line;
        this.err = err;
        this.elsewhere = elsewhere;
    }

    public void start() {
        long period = (terminal ? ON_A_TERMINAL : elsewhere).toMillis();
        ScheduledFuture<?> unused = timer.scheduleAtFixedRate(this::show, period, period, TimeUnit.MILLISECONDS);
    }

    private synchronized void show() {
        String now = line.get();
        if (terminal) {
            err.print("\r" + now + " ".repeat(Math.max(0, shown.length() - now.length())));
        } else if (!now.equals(shown)) {
            err.println(now);
        }
        shown = now;
        err.flush();
    }

    /** Says something that stays. */
    public synchronized void say(String message) {
        clear();
        err.println(message);
        err.flush();
    }

    private void clear() {
        if (terminal && !shown.isEmpty()) {
            err.print("\r" + " ".repeat(shown.length()) + "\r");
            shown = "";
        }
    }

    /** Ends the display; may be called again. */
    public synchronized void stop() {
        if (!timer.isShutdown()) {
            timer.shutdownNow();
            clear();
            err.flush();
        }
    }
}
