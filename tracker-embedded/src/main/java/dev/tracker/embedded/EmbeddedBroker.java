package dev.tracker.embedded;

import dev.tracker.embedded.internal.BrokerSettings;
import dev.tracker.embedded.internal.DirectoryLock;
import dev.tracker.embedded.internal.DiskSpace;
import dev.tracker.embedded.internal.ExitGuard;
import dev.tracker.embedded.internal.Node;
import dev.tracker.embedded.internal.Ports;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import kafka.server.KafkaConfig;

/**
 * A Kafka broker and KRaft controller inside this JVM, listening on 127.0.0.1 only. Its folder is formatted once and keeps
 * its data across restarts, also after {@code kill -9}. It can never end the JVM: see {@link #failure()}.
 *
 * <p>Safe for use by many threads.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private final DirectoryLock lock;
    private final Node node;
    private final int port;
    private final CompletableFuture<EmbeddedServerException> failure;
    private final Consumer<EmbeddedServerException> onFault;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedBroker(
            DirectoryLock lock,
            Node node,
            int port,
            CompletableFuture<EmbeddedServerException> failure,
            Consumer<EmbeddedServerException> onFault) {
        this.lock = lock;
        this.node = node;
        this.port = port;
        this.failure = failure;
        this.onFault = onFault;
    }

    /** Starts with the usual settings; see {@link #start(Path, int, Map)}. */
    public static EmbeddedBroker start(Path directory, int port) {
        return start(directory, port, Map.of());
    }

    /**
     * Starts a broker and returns once it serves clients. A folder that {@link BrokerFormat} has made ready for another node than the
     * only one of its cluster needs overrides that say the same.
     *
     * @param directory where it keeps its data; created if missing
     * @param port 0 to 65535, 0 for any free one
     * @param overrides broker settings that replace the usual ones
     * @throws EmbeddedServerException if the port is taken, the folder is locked, or the broker fails to start
     */
    public static EmbeddedBroker start(Path directory, int port, Map<String, String> overrides) {
        DirectoryLock lock = DirectoryLock.claim(directory);
        try {
            BrokerFormat.single().applyOnce(directory);
            return startLocked(lock, BrokerFormat.logs(directory), port, overrides);
        } catch (RuntimeException | Error e) {
            lock.close();
            throw e;
        }
    }

    private static EmbeddedBroker startLocked(
            DirectoryLock lock, Path logs, int wantedPort, Map<String, String> overrides) {
        int port = Ports.claim(wantedPort, "Kafka");
        int controllerPort = Ports.claim(0, "the Kafka controller");
        Map<String, String> settings = BrokerSettings.of(logs, port, controllerPort);
        settings.putAll(overrides);

        CompletableFuture<EmbeddedServerException> failure = new CompletableFuture<>();
        Consumer<EmbeddedServerException> onFault = failure::complete;
        ExitGuard.install(onFault);
        Node node = null;
        try {
            node = new Node(new KafkaConfig(settings, false));
            node.start();
            return new EmbeddedBroker(lock, node, port, failure, onFault);
        } catch (Throwable e) {
            EmbeddedServerException error = new EmbeddedServerException(
                    "The Kafka broker in " + logs + " did not start: " + e.getMessage() + "." + DiskSpace.hint(logs),
                    e);
            if (node != null) {
                stopAfter(node, error);
            }
            ExitGuard.remove(onFault);
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw error;
        }
    }

    private static void stopAfter(Node node, EmbeddedServerException error) {
        try {
            node.stop();
        } catch (RuntimeException e) {
            error.addSuppressed(e);
        }
    }

    /** {@code host:port} for clients. */
    public String bootstrap() {
        return Ports.HOST + ":" + port;
    }

    /** The port that clients connect to. */
    public int port() {
        return port;
    }

    /**
     * Completes with the fault if the broker meets one after which a broker of its own would have ended its process (all
     * log folders failed, say). It is then of no more use and should be closed. Never completes otherwise.
     */
    public CompletionStage<EmbeddedServerException> failure() {
        return failure.copy();
    }

    /** Stops the broker and releases its folder. A second call does nothing. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            node.stop();
        } finally {
            ExitGuard.remove(onFault);
            lock.close();
        }
    }
}
