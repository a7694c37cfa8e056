package dev.tracker.bench.faults.stage;

import dev.tracker.bench.faults.proxy.TcpProxy;
import dev.tracker.bench.run.ChildJvm;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A broker in a JVM of its own that comes back under the same addresses: a direct one for the harness, and one through a proxy for Tracker. Not thread-safe.
 */
public final class Broker implements AutoCloseable {

    private static final List<String> JVM = List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final Path folder;
    private final int direct = Ports.free();
    private final int behindProxy = Ports.free();
    private final TcpProxy proxy = TcpProxy.to(behindProxy);
    private @Nullable ChildJvm jvm;

    Broker(Path folder) {
        this.folder = folder;
    }

    /** Starts it and waits until it serves. */
    public void start() {
        jvm = ChildJvm.start(
                "broker",
                folder,
                JVM,
                BrokerMain.class,
                List.of(
                        folder.resolve("kafka").toString(),
                        Integer.toString(direct),
                        Integer.toString(behindProxy),
                        Integer.toString(proxy.port())));
        jvm.answer();
    }

    /** Address for the harness. */
    public String bootstrap() {
        return "127.0.0.1:" + direct;
    }

    /** Address for Tracker. */
    public String proxied() {
        return "127.0.0.1:" + proxy.port();
    }

    public TcpProxy proxy() {
        return proxy;
    }

    public boolean isAlive() {
        return jvm != null && jvm.isAlive();
    }

    public long pid() {
        return running().pid();
    }

    /** {@code kill -9}; returns the exit code. */
    public int kill() throws InterruptedException {
        return running().kill();
    }

    private ChildJvm running() {
        if (jvm == null) {
            throw new IllegalStateException("the broker was never started");
        }
        return jvm;
    }

    @Override
    public void close() {
        if (jvm != null) {
            jvm.close();
        }
        proxy.close();
    }
}
