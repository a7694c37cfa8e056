package dev.tracker.cli.option;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where Kafka is. */
public final class KafkaOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

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

    /** The address as it was given; null if that of the running {@code dev} is meant. */
    public @Nullable String givenBootstrap() {
        return bootstrap;
    }

    public String bootstrap() {
        return data.resolve(bootstrap, "--bootstrap", Endpoints::bootstrap);
    }

    /**
     * Properties for the Kafka clients of a command that wants an answer now: the address, and what {@code KAFKA_*} variables say. A role, which waits for
     * Kafka, takes {@link #bootstrap()} and {@link #passedThrough()}.
     *
     * @throws UserException if nothing listens at the address
     */
    public Map<String, Object> clientProperties() {
        String bootstrap = bootstrap();
        Reachable.require(bootstrap);
        Map<String, Object> properties = new HashMap<>();
        properties.put("request.timeout.ms", "10000");
        properties.put("default.api.timeout.ms", "15000");
        properties.putAll(passedThrough());
        properties.put("bootstrap.servers", bootstrap);
        return properties;
    }

    /**
     * What {@code KAFKA_*} variables say.
     *
     * @throws UserException naming the variable, if one is unknown, has a bad value or lessens what is checked
     */
    public Map<String, String> passedThrough() {
        return Environment.of(command).kafkaProperties();
    }
}
