package dev.tracker.bench.faults.stage;

import dev.tracker.bench.cluster.BrokerCluster;
import dev.tracker.bench.cluster.ClusterPlan;
import dev.tracker.bench.cluster.Listener;
import dev.tracker.bench.faults.proxy.TcpProxy;
import dev.tracker.bench.faults.proxy.Weather;
import dev.tracker.bench.run.BrokerJvm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One broker or three, each behind a proxy as far as Tracker and its workers are concerned; the harness itself goes past the proxies. Not thread-safe. */
public final class Brokers implements AutoCloseable {

    private final List<TcpProxy> proxies = new ArrayList<>();
    private final Path folder;
    private final BrokerCluster cluster;

    Brokers(int nodes, Path folder) throws InterruptedException {
        this.folder = folder;
        // The cleaner looks each half second for something to compact, not each quarter of a minute.
        ClusterPlan plan = ClusterPlan.of(nodes, folder).withSetting("log.cleaner.backoff.ms", "500");
        for (int node = 1; node <= nodes; node++) {
            String address = plan.address(node, Listener.CLIENT);
            TcpProxy proxy = TcpProxy.to(Integer.parseInt(address.substring(address.lastIndexOf(':') + 1)));
            proxies.add(proxy);
            plan = plan.withAdvertised(node, Listener.CLIENT, "127.0.0.1:" + proxy.port());
        }
        cluster = BrokerCluster.start(plan);
    }

    public BrokerCluster cluster() {
        return cluster;
    }

    /** Addresses for the harness. */
    public String direct() {
        return cluster.plan().bootstrap(Listener.DIRECT);
    }

    /** Addresses for Tracker and its workers. */
    public String proxied() {
        return cluster.bootstrap();
    }

    /** Where a node keeps its data. */
    static Path data(Path folder, int node) {
        return BrokerJvm.data(folder.resolve("node-" + node));
    }

    /** Where a node's log goes. */
    public Path log(int node) {
        return folder.resolve("node-" + node).resolve("broker-" + node + ".log");
    }

    /** Does this to all connections of Tracker and its workers. */
    public void set(Weather weather) {
        proxies.forEach(proxy -> proxy.set(weather));
    }

    /** Cuts all of them with RST. Returns how many there were. */
    public int reset() {
        return proxies.stream().mapToInt(TcpProxy::reset).sum();
    }

    /** How many there are. */
    public int connections() {
        return proxies.stream().mapToInt(TcpProxy::connections).sum();
    }

    /** How many times something was held back on its way. */
    public long held() {
        return proxies.stream().mapToLong(TcpProxy::held).sum();
    }

    @Override
    public void close() {
        cluster.close();
        proxies.forEach(TcpProxy::close);
    }
}
