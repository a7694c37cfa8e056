package dev.tracker.cli.option;

import dev.tracker.core.client.TrackerSettings;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Settings of the worker client for commands that are workers themselves. */
public final class WorkerSettings {

    /**
     * Of a worker.
     *
     * @param kafka settings of Kafka's clients; what a producer does not know is left out, as other clients have settings of their own
     */
    public static TrackerSettings.Builder of(String bootstrap, Map<String, ?> kafka, String agentId) {
        TrackerSettings.Builder settings = TrackerSettings.builder(bootstrap, agentId);
        kafka.forEach((name, value) -> {
            if (!name.equals("bootstrap.servers")
                    && ProducerConfig.configNames().contains(name)) {
                settings.producerProperty(name, String.valueOf(value));
            }
        });
        return settings;
    }

    private WorkerSettings() {}
}
