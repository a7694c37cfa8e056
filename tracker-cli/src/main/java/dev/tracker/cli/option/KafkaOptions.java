package dev.tracker.cli.option;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where Kafka is. */
public final class KafkaOptions {

    @Mixin
    private DataOption data = new DataOption();

    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT",
            description = "Kafka's address (default: that of the running `tracker dev`).")
    private @Nullable String bootstrap;

    public DataOption data() {
        return data;
    }

    public String bootstrap() {
        return data.resolve(bootstrap, "--bootstrap", Endpoints::bootstrap);
    }

    /** Properties for any Kafka client: the address, and what {@code KAFKA_*} variables say. */
    public Map<String, Object> clientProperties() {
        Map<String, Object> properties = new HashMap<>(passedThrough());
        properties.put("bootstrap.servers", bootstrap());
        return properties;
    }

    /** What {@code KAFKA_*} variables say. */
    public Map<String, String> passedThrough() {
        return Environment.kafkaProperties(System.getenv());
    }
}
