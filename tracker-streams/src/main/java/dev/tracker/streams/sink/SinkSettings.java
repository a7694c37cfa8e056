package dev.tracker.streams.sink;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a sink. Start from {@link #of} and change what differs.
 *
 * @param bootstrap Kafka's bootstrap servers
 * @param kafka further consumer settings by Kafka's names; those that the sink's promises rest on are not overridden by it
 * @param jdbcUrl of the PostgreSQL database
 * @param user database user, null if the URL names it
 * @param password its password, null if none is needed or the URL holds it
 * @param groupPrefix consumer groups are called this and the sink's name
 * @param batchRecords records after which a batch is written, 1 to 1,000,000
 * @param batchBytes bytes of rows after which a batch is written, 1 KiB to 1 GiB; twice as much is held, because one batch is read while another is written
 * @param linger how long a batch may wait for more records, 0 to 1 min; a batch of snapshots longer, up to 5 s, while writing them takes long
 * @param databaseTimeout how long the database may be silent before it counts as away, 100 ms to 1 min
 * @param maxBackOff longest pause between two attempts to reach the database, 10 ms to 10 min
 */
public record SinkSettings(
        String bootstrap,
        Map<String, String> kafka,
        String jdbcUrl,
        @Nullable String user,
        @Nullable String password,
        String groupPrefix,
        int batchRecords,
        long batchBytes,
        Duration linger,
        Duration databaseTimeout,
        Duration maxBackOff) {

    /** What the consumer groups of an installation's sinks begin with. */
    public static final String DEFAULT_GROUP_PREFIX = "tracker-sink-";

    public SinkSettings {
        kafka = Map.copyOf(kafka);
        requireText("bootstrap", bootstrap);
        requireText("groupPrefix", groupPrefix);
        if (!jdbcUrl.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("jdbcUrl must begin with jdbc:postgresql:");
        }
        requireRange("batchRecords", batchRecords, 1, 1_000_000);
        requireRange("batchBytes", batchBytes, 1024, 1 << 30);
        requireRange("linger", linger, Duration.ZERO, Duration.ofMinutes(1));
        requireRange("databaseTimeout", databaseTimeout, Duration.ofMillis(100), Duration.ofMinutes(1));
        requireRange("maxBackOff", maxBackOff, Duration.ofMillis(10), Duration.ofMinutes(10));
    }

    /** The usual settings. */
    public static SinkSettings of(String bootstrap, String jdbcUrl) {
        return new SinkSettings(
                bootstrap,
                Map.of(),
                jdbcUrl,
                null,
                null,
                DEFAULT_GROUP_PREFIX,
                50_000,
                64 << 20,
                Duration.ofMillis(200),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10));
    }

    public SinkSettings withKafka(Map<String, String> settings) {
        return new SinkSettings(
                bootstrap,
                settings,
                jdbcUrl,
                user,
                password,
                groupPrefix,
                batchRecords,
                batchBytes,
                linger,
                databaseTimeout,
                maxBackOff);
    }

    public SinkSettings withLogin(@Nullable String name, @Nullable String secret) {
        return new SinkSettings(
                bootstrap,
                kafka,
                jdbcUrl,
                name,
                secret,
                groupPrefix,
                batchRecords,
                batchBytes,
                linger,
                databaseTimeout,
                maxBackOff);
    }

    public SinkSettings withBatch(int records, long bytes, Duration wait) {
        return new SinkSettings(
                bootstrap,
                kafka,
                jdbcUrl,
                user,
                password,
                groupPrefix,
                records,
                bytes,
                wait,
                databaseTimeout,
                maxBackOff);
    }

    public SinkSettings withPatience(Duration timeout, Duration backOff) {
        return new SinkSettings(
                bootstrap,
                kafka,
                jdbcUrl,
                user,
                password,
                groupPrefix,
                batchRecords,
                batchBytes,
                linger,
                timeout,
                backOff);
    }

    /** Without secrets: of the URL only what stands before its parameters. */
    @Override
    public String toString() {
        return "SinkSettings[bootstrap=" + bootstrap + ", jdbcUrl=" + jdbcUrl.replaceFirst("\\?.*", "?...")
                + ", groupPrefix=" + groupPrefix + ", batchRecords=" + batchRecords + ", batchBytes=" + batchBytes
                + ", linger=" + linger + ", databaseTimeout=" + databaseTimeout + ", maxBackOff=" + maxBackOff + "]";
    }

    private static void requireText(String name, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + " must not be empty");
        }
    }

    private static void requireRange(String name, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " must be from " + min + " to " + max + ", not " + value);
        }
    }

    private static void requireRange(String name, Duration value, Duration min, Duration max) {
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new IllegalArgumentException(name + " must be from " + min + " to " + max + ", not " + value);
        }
    }
}
