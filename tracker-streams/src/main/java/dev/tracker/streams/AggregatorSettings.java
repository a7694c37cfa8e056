package dev.tracker.streams;

import dev.tracker.streams.topology.CommitPace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;

/**
 * How the aggregator runs.
 *
 * @param bootstrap Kafka's addresses, {@code host:port} separated by commas
 * @param applicationId names the consumer group, the changelog and the transactions; all instances of one installation share it
 * @param instanceId names this instance among them so that it takes its work back at once after a crash; null to be a new one each time
 * @param stateDir folder of the local state, which may be lost (it is restored from the changelog) but makes restarts fast
 * @param threads stream threads, 1 to 64
 * @param commitInterval how often snapshots and offsets are committed while it keeps up with the log, 10 ms to 60 s: latency against throughput
 * @param catchUpInterval how often at the least while it is behind, 10 ms to 60 s: the further behind, the more events go into a commit, see {@link CommitPace}
 * @param guarantee exactly once, or faster with the risks that {@code docs/fold.md} names
 * @param standbys instances besides the active one that keep a copy of each partition's state, 0 to 5
 * @param maxLive decoded states that one partition keeps, 100 to 1,000,000
 * @param clientProperties passed to every Kafka client, by Kafka's names
 */
public record AggregatorSettings(
        String bootstrap,
        String applicationId,
        @Nullable String instanceId,
        Path stateDir,
        int threads,
        Duration commitInterval,
        Duration catchUpInterval,
        Guarantee guarantee,
        int standbys,
        int maxLive,
        Map<String, String> clientProperties) {

    public static final String DEFAULT_APPLICATION_ID = "tracker-aggregate";
    public static final int DEFAULT_THREADS = 2;
    public static final Duration DEFAULT_COMMIT_INTERVAL = Duration.ofMillis(100);
    public static final Duration DEFAULT_CATCH_UP_INTERVAL = Duration.ofSeconds(2);
    public static final Guarantee DEFAULT_GUARANTEE = Guarantee.EXACTLY_ONCE;
    public static final int DEFAULT_MAX_LIVE = 20_000;

    private static final long MAX_POLL_MS = 100;

    /** How many times an interval is looked whether a commit is due. */
    private static final int LOOKS = 5;

    /** Above the largest event and its dead letter. */
    private static final int MAX_REQUEST_BYTES = 10 * 1024 * 1024;

    /** A commit writes thousands of states at once: larger batches compress better and need fewer requests. */
    private static final int BATCH_BYTES = 256 * 1024;

    /** Room for a commit's states, so that the stream thread hands them over without waiting for the broker. */
    private static final long PRODUCER_BUFFER_BYTES = 128L * 1024 * 1024;

    /**
     * How long an open transaction holds readers of its partitions back where nobody comes to end it: an instance that died and lost its state folder comes back under
     * another transactional id. A pause that is longer costs a healthy instance the work since its last commit, and nothing else. It has to be longer than
     * the time between two commits.
     */
    private static final long TRANSACTION_TIMEOUT_MS = 10_000;

    /** @throws IllegalArgumentException if a value is out of its range */
    public AggregatorSettings {
        require(!bootstrap.isBlank(), "bootstrap must not be empty");
        require(!applicationId.isBlank(), "application id must not be empty");
        require(threads >= 1 && threads <= 64, "threads must be from 1 to 64, not " + threads);
        require(
                commitInterval.toMillis() >= 10 && commitInterval.toSeconds() <= 60,
                "commit interval must be from 10 ms to 60 s, not " + commitInterval.toMillis() + " ms");
        require(
                catchUpInterval.toMillis() >= 10 && catchUpInterval.toSeconds() <= 60,
                "catch-up interval must be from 10 ms to 60 s, not " + catchUpInterval.toMillis() + " ms");
        require(standbys >= 0 && standbys <= 5, "standbys must be from 0 to 5, not " + standbys);
        require(maxLive >= 100 && maxLive <= 1_000_000, "max live must be from 100 to 1,000,000, not " + maxLive);
        clientProperties = Map.copyOf(clientProperties);
    }

    /** Everything at its default. */
    public static AggregatorSettings of(String bootstrap, Path stateDir) {
        return new AggregatorSettings(
                bootstrap,
                DEFAULT_APPLICATION_ID,
                null,
                stateDir,
                DEFAULT_THREADS,
                DEFAULT_COMMIT_INTERVAL,
                DEFAULT_CATCH_UP_INTERVAL,
                DEFAULT_GUARANTEE,
                0,
                DEFAULT_MAX_LIVE,
                Map.of());
    }

    public AggregatorSettings withInstanceId(String id) {
        return new AggregatorSettings(
                bootstrap,
                applicationId,
                id,
                stateDir,
                threads,
                commitInterval,
                catchUpInterval,
                guarantee,
                standbys,
                maxLive,
                clientProperties);
    }

    public AggregatorSettings withCommitInterval(Duration interval) {
        return new AggregatorSettings(
                bootstrap,
                applicationId,
                instanceId,
                stateDir,
                threads,
                interval,
                catchUpInterval,
                guarantee,
                standbys,
                maxLive,
                clientProperties);
    }

    public AggregatorSettings withCatchUpInterval(Duration interval) {
        return new AggregatorSettings(
                bootstrap,
                applicationId,
                instanceId,
                stateDir,
                threads,
                commitInterval,
                interval,
                guarantee,
                standbys,
                maxLive,
                clientProperties);
    }

    /** The pace of its commits, for the topology. */
    public CommitPace commitPace() {
        return new CommitPace(commitInterval, catchUpInterval, commitInterval.dividedBy(LOOKS));
    }

    public AggregatorSettings withGuarantee(Guarantee other) {
        return new AggregatorSettings(
                bootstrap,
                applicationId,
                instanceId,
                stateDir,
                threads,
                commitInterval,
                catchUpInterval,
                other,
                standbys,
                maxLive,
                clientProperties);
    }

    /** The same in Kafka's names: what the aggregator runs with. */
    public Properties toStreamsProperties() {
        Properties properties = new Properties();
        properties.putAll(clientProperties);
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toAbsolutePath().toString());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, guarantee.streamsName());
        // At the latest; the topology asks for a commit earlier while it keeps up.
        long longestInterval = Math.max(commitInterval.toMillis(), catchUpInterval.toMillis());
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, longestInterval);
        // A thread that waits for records must not sleep through a commit that is due.
        properties.put(
                StreamsConfig.POLL_MS_CONFIG,
                Math.min(MAX_POLL_MS, commitInterval.dividedBy(LOOKS).toMillis()));
        properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, standbys);
        // A task has one input partition; Streams would look for another before each record.
        properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        // The task store caches by itself; Streams' own cache would only take memory.
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), MAX_REQUEST_BYTES);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.BUFFER_MEMORY_CONFIG), PRODUCER_BUFFER_BYTES);
        properties.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 10_000);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), (int)
                Math.max(TRANSACTION_TIMEOUT_MS, 2 * longestInterval));
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 5000);
        if (instanceId != null) {
            properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), instanceId);
        }
        return properties;
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
