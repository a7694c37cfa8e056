package dev.tracker.bridge.internal.http;

import dev.tracker.bridge.ViewHealth;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** What monitoring asks for. */
final class Metrics implements Endpoint, AutoCloseable {

    private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();

    Metrics(Parts parts) {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        collections.bindTo(registry);
        parts.mounts().forEach(mount -> mount.meters().bindTo(registry));
        gauge("tracker.bridge.viewers", "Viewers connected", () -> parts.live().viewers());
        gauge(
                "tracker.bridge.channels",
                "Distinct views kept up",
                () -> parts.live().channels());
        gauge(
                "tracker.bridge.tasks",
                "Tasks known",
                () -> parts.reader().table().size());
        gauge(
                "tracker.bridge.lag",
                "Records not read yet, -1 if unknown",
                () -> health(parts).lag());
        gauge(
                "tracker.bridge.unreadable",
                "Records that are no snapshots",
                () -> health(parts).unreadable());
        gauge(
                "tracker.bridge.ready",
                "1 once all that was there is read",
                () -> health(parts).ready() ? 1 : 0);
        gauge(
                "tracker.bridge.fresh",
                "1 while Kafka answers",
                () -> health(parts).fresh() ? 1 : 0);
        gauge(
                "tracker.bridge.dead.letters",
                "Records refused, -1 if unknown",
                () -> parts.letters().total());
    }

    private static ViewHealth health(Parts parts) {
        return parts.reader().health();
    }

    private void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).register(registry);
    }

    @Override
    public void answer(Exchange exchange) {
        exchange.bytes(200, TYPE, registry.scrape().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
