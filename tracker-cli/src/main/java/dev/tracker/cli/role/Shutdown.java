package dev.tracker.cli.role;

import java.util.concurrent.CountDownLatch;

/** Holds a role until Ctrl-C or SIGTERM, and then closes it before the JVM ends. */
public final class Shutdown {

    /**
     * Returns never, but by the JVM's end.
     *
     * @param close run once, in the JVM's shutdown; what it does not finish is cut off when the process is killed
     */
    public static void await(Runnable close) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(close, "shutdown"));
        new CountDownLatch(1).await();
    }

    private Shutdown() {}
}
