package dev.tracker.core.client;

import dev.tracker.core.client.internal.Inputs;
import dev.tracker.core.client.internal.ProducerProperties;
import dev.tracker.core.cost.PriceTable;
import dev.tracker.schemas.EventEnvelope;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a {@link ProgressTracker} can be told at its start. Immutable; {@link #toString} shows no secret. What the bounds are
 * is said at the methods of {@link Builder}.
 */
public record TrackerSettings(
        String bootstrap,
        String agentId,
        String projectId,
        Clock clock,
        Duration maxBlock,
        Duration closeTimeout,
        Duration deliveryTimeout,
        long bufferBytes,
        int maxTasks,
        int maxFinishedTasks,
        Map<String, String> producerProperties,
        PriceTable prices,
        @Nullable SpoolSettings spool) {

    /** @throws IllegalArgumentException if a value is out of its range; the message names setting, value and range */
    public TrackerSettings {
        if (bootstrap.isBlank()) {
            throw new IllegalArgumentException("bootstrap must be host:port[,host:port...], not blank");
        }
        Inputs.id("agentId", agentId);
        Inputs.id("projectId", projectId);
        Objects.requireNonNull(clock, "clock");
        within("maxBlock", maxBlock, Duration.ZERO, Duration.ofMinutes(1));
        within("closeTimeout", closeTimeout, Duration.ZERO, Duration.ofHours(1));
        within("deliveryTimeout", deliveryTimeout, Duration.ofSeconds(1), Duration.ofDays(7));
        Inputs.range("bufferBytes", bufferBytes, 64 * 1024, 1L << 30);
        Inputs.range("maxTasks", maxTasks, 1, 10_000_000);
        Inputs.range("maxFinishedTasks", maxFinishedTasks, 0, 10_000_000);
        Objects.requireNonNull(prices, "prices");
        producerProperties = Map.copyOf(producerProperties);
        ProducerProperties.check(producerProperties);
    }

    /**
     * Begins with the defaults.
     *
     * @param bootstrap addresses of Kafka brokers, {@code host:port[,host:port...]}
     * @param agentId who reports: the agent of tasks that name no other
     */
    public static Builder builder(String bootstrap, String agentId) {
        return new Builder(bootstrap, agentId);
    }

    private static void within(String name, Duration value, Duration min, Duration max) {
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new IllegalArgumentException(name + " must be from " + min + " to " + max + ", not " + value);
        }
    }

    @Override
    public String toString() {
        return "TrackerSettings[bootstrap=" + bootstrap + ", agentId=" + agentId + ", projectId=" + projectId
                + ", maxBlock=" + maxBlock + ", closeTimeout=" + closeTimeout + ", deliveryTimeout=" + deliveryTimeout
                + ", bufferBytes=" + bufferBytes + ", maxTasks=" + maxTasks + ", maxFinishedTasks=" + maxFinishedTasks
                + ", producerProperties=" + ProducerProperties.redacted(producerProperties)
                + (spool == null ? "" : ", spool=" + spool) + "]";
    }

    /** Collects settings. Not thread-safe. */
    public static final class Builder {

        private final String bootstrap;
        private final String agentId;
        private String projectId = EventEnvelope.DEFAULT_PROJECT;
        private Clock clock = Clock.systemUTC();
        private Duration maxBlock = Duration.ofMillis(100);
        private Duration closeTimeout = Duration.ofSeconds(10);
        private Duration deliveryTimeout = Duration.ofMinutes(30);
        private long bufferBytes = 16L << 20;
        private int maxTasks = 10_000;
        private int maxFinishedTasks = 1_000;
        private final Map<String, String> producerProperties = new LinkedHashMap<>();
        private PriceTable prices = PriceTable.shipped();
        private @Nullable SpoolSettings spool;

        private Builder(String bootstrap, String agentId) {
            this.bootstrap = bootstrap;
            this.agentId = agentId;
        }

        /** The project of all tasks; {@code default} if not set. */
        public Builder projectId(String id) {
            projectId = id;
            return this;
        }

        /** Where times come from; the system's clock if not set. */
        public Builder clock(Clock source) {
            clock = source;
            return this;
        }

        /** Longest time that a call waits for room in the buffer, 0 to 1 min; 100 ms if not set. While there is room, no call waits. */
        public Builder maxBlock(Duration bound) {
            maxBlock = bound;
            return this;
        }

        /** Longest time that closing waits for Kafka, 0 to 1 h; 10 s if not set. */
        public Builder closeTimeout(Duration bound) {
            closeTimeout = bound;
            return this;
        }

        /**
         * How long an update is tried to be delivered before it counts as failed, 1 s to 7 days; 30 min if not set. The time counts anew when
         * the update leaves the tracker's queue, in which it waits only as long as Kafka has never been reached.
         */
        public Builder deliveryTimeout(Duration bound) {
            deliveryTimeout = bound;
            return this;
        }

        /**
         * Room for updates that Kafka has not yet acknowledged, in bytes, 64 KiB to 1 GiB; 16 MiB if not set. An update counts with its JSON form and
         * 512 bytes. They take up to about twice as much memory.
         */
        public Builder bufferBytes(long bytes) {
            bufferBytes = bytes;
            return this;
        }

        /** Most tasks in the local view, 1 to 10 million; 10,000 if not set. Beyond it, those that were updated longest ago leave it. */
        public Builder maxTasks(int max) {
            maxTasks = max;
            return this;
        }

        /** Most finished tasks in the local view, 0 to 10 million; 1,000 if not set. Beyond it, those that finished first leave it. */
        public Builder maxFinishedTasks(int max) {
            maxFinishedTasks = max;
            return this;
        }

        /** A setting of Kafka's producer by its own name, for example {@code security.protocol}. Those that the tracker's promises rest on are refused. */
        public Builder producerProperty(String key, String value) {
            producerProperties.put(key, value);
            return this;
        }

        /**
         * Takes producer settings from variables named {@code KAFKA_...}: {@code KAFKA_SASL_MECHANISM} is {@code sasl.mechanism}. Variables of Kafka's own
         * scripts ({@code KAFKA_HOME}, {@code KAFKA_..._OPTS}) and those by which Kubernetes names a service are passed over; see {@link KafkaVariable}. With {@code _FILE} behind its name, a variable names a file that holds the value.
         *
         * @param environment usually {@link System#getenv()}
         * @throws IllegalArgumentException naming the variable, if it names a file that can't be read
         */
        public Builder kafkaEnvironment(Map<String, String> environment) {
            producerProperties.putAll(ProducerProperties.ofEnvironment(environment));
            return this;
        }

        /**
         * With what costs are estimated of which only model and tokens are known; the shipped table if not set, {@link PriceTable#NONE} for no estimates. What is estimated is marked so.
         */
        public Builder prices(PriceTable table) {
            prices = table;
            return this;
        }

        /**
         * Puts every update on disk before it is accepted, in that folder, which no other tracker may use at the same time. What is accepted then survives the end
         * of the process, however it comes, and is delivered by the next tracker on the folder. {@code bufferBytes} and {@code deliveryTimeout} no longer matter.
         *
         * @param folder made if it is not there
         * @param maxBytes what its files may take, 256 KiB to 1 TiB
         */
        public Builder spool(Path folder, long maxBytes) {
            spool = new SpoolSettings(folder, maxBytes);
            return this;
        }

        /** @throws IllegalArgumentException if a value is out of its range; the message names setting, value and range */
        public TrackerSettings build() {
            return new TrackerSettings(
                    bootstrap,
                    agentId,
                    projectId,
                    clock,
                    maxBlock,
                    closeTimeout,
                    deliveryTimeout,
                    bufferBytes,
                    maxTasks,
                    maxFinishedTasks,
                    producerProperties,
                    prices,
                    spool);
        }
    }
}
