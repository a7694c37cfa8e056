package dev.tracker.cli.dev;

import dev.tracker.cli.option.UserException;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Closes what was started when the JVM ends, also when its end comes in the middle of the start: PostgreSQL would outlive us. */
final class Stopping {

    private final CountDownLatch startEnded = new CountDownLatch(1);
    private volatile boolean wanted;
    private volatile @Nullable Runnable close;

    /** From now on the JVM's end waits for the start's end and then closes. */
    static Stopping install() {
        Stopping stopping = new Stopping();
        Runtime.getRuntime().addShutdownHook(new Thread(stopping::stop, "shutdown"));
        return stopping;
    }

    /** @throws UserException if the JVM is about to end */
    void check() {
        if (wanted) {
            throw new UserException("stopped before it was ready");
        }
    }

    /** The start is over, and this closes what it started. */
    void started(Runnable closing) {
        close = closing;
        startEnded.countDown();
    }

    /** The start is over; what it had started is closed already, or was given to {@link #started}. */
    void startEnded() {
        startEnded.countDown();
    }

    private void stop() {
        wanted = true;
        try {
            startEnded.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runnable closing = close;
        if (closing != null) {
            closing.run();
        }
    }

    private Stopping() {}
}
