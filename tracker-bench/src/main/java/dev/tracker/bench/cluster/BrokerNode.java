package dev.tracker.bench.cluster;

import dev.tracker.bench.run.BenchException;
import dev.tracker.bench.run.BrokerJvm;
import dev.tracker.bench.run.ChildJvm;
import dev.tracker.embedded.BrokerFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One node of a {@link BrokerCluster}: the same ports and the same data, whatever happens to its process. Thread-safe. */
public final class BrokerNode {

    private final ClusterPlan plan;
    private final int id;
    private @Nullable ChildJvm jvm;
    private CompletableFuture<Void> ready = new CompletableFuture<>();

    BrokerNode(ClusterPlan plan, int id, String clusterId) {
        this.plan = plan;
        this.id = id;
        ClusterSecurity security = plan.security();
        new BrokerFormat(id, clusterId, security == null ? List.of() : security.scramUsersAtFormat()).applyOnce(data());
    }

    /** 1 or higher, Kafka's node id. */
    public int id() {
        return id;
    }

    /** Where its data is. */
    public Path data() {
        return BrokerJvm.data(plan.folder(id));
    }

    /** Starts its process, which must not run, and does not wait for it. */
    public synchronized void start() {
        if (isAlive()) {
            throw new BenchException(this + " runs already");
        }
        ChildJvm started = BrokerJvm.start(
                "broker-" + id,
                plan.folder(id),
                plan.jvmOptions(),
                plan.port(id, Listener.DIRECT),
                NodeSettings.of(plan, id));
        jvm = started;
        ready = CompletableFuture.runAsync(started::answer);
    }

    /**
     * Waits until it serves clients, for which a cluster of three needs another node.
     *
     * @throws BenchException with the end of its log if it has ended, or if it is not ready in time
     */
    public void awaitReady(Duration patience) throws InterruptedException {
        CompletableFuture<Void> current;
        synchronized (this) {
            current = ready;
        }
        try {
            current.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new BenchException(this + " did not start: " + e.getMessage(), e);
        } catch (TimeoutException e) {
            throw new BenchException(this + " is not ready after " + patience.toSeconds() + " s", e);
        }
    }

    /** Kills it as {@code kill -9} does, suspended or not, and returns when it is gone. */
    public synchronized void kill() {
        if (jvm != null) {
            jvm.kill();
        }
    }

    /** Stops it in order: its leaders move first. By force where that takes longer than half a minute. */
    public synchronized void stop() {
        if (jvm != null) {
            jvm.close();
        }
    }

    /** Suspends its process (SIGSTOP): its connections stay open and nobody answers. */
    public synchronized void suspend() {
        running().suspend();
    }

    /** Lets it go on (SIGCONT). */
    public synchronized void resume() {
        running().resume();
    }

    public synchronized boolean isAlive() {
        return jvm != null && jvm.isAlive();
    }

    private ChildJvm running() {
        if (jvm == null || !jvm.isAlive()) {
            throw new BenchException(this + " does not run");
        }
        return jvm;
    }

    @Override
    public String toString() {
        return "broker " + id;
    }
}
