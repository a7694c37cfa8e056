package dev.tracker.bridge.internal.reading;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.jspecify.annotations.Nullable;

/** A thread that reads topics, one consumer after the other, until it is closed. Its work asks {@link #isStopped} whenever it has taken a consumer, because closing can only wake one that it can see. */
public final class ReadingThread implements AutoCloseable {

    private static final Duration CLOSE_WAIT = Duration.ofSeconds(10);

    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable Consumer<?, ?> consumer;

    /** Does not start it. */
    public ReadingThread(String name, Runnable work) {
        thread = new Thread(work, name);
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    public boolean isAlive() {
        return thread.isAlive();
    }

    /** Whether the work should end. */
    public boolean isStopped() {
        return stop.getCount() == 0;
    }

    /** Makes known which consumer the work is at, so that closing wakes it. */
    public void reads(Consumer<?, ?> current) {
        consumer = current;
    }

    /** For the work: rests so long, or until it should end. */
    public void pause(Duration time) {
        try {
            if (stop.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop.countDown();
        }
    }

    /** Ends the work and waits for it, within reason. */
    @Override
    public void close() {
        stop.countDown();
        Consumer<?, ?> current = consumer;
        if (current != null) {
            current.wakeup();
        }
        try {
            thread.join(CLOSE_WAIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
