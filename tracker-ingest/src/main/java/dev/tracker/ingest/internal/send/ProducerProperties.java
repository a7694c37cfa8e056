package dev.tracker.ingest.internal.send;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The producer's settings: what was given, over our usual ones, and what is not up to anybody. */
final class ProducerProperties {

    /** Above the largest event by far more than headers take. */
    private static final int MAX_REQUEST_BYTES = 2 << 20;

    private static final int BATCH_BYTES = 128 * 1024;
    private static final int LINGER_MS = 2;

    /** How long the sender's thread waits at a time; it must be short to notice a close. */
    private static final int MAX_BLOCK_MS = 1_000;

    static Map<String, Object> of(Map<String, String> given) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MS);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, "tracker-ingest");
        properties.putAll(given);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MS);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        return properties;
    }

    private ProducerProperties() {}
}
