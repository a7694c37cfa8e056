package dev.tracker.core.client.internal;

import dev.tracker.core.client.KafkaVariable;
import dev.tracker.core.client.TrackerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.SslConfigs;

/** The settings of the producer: which ones are the tracker's own, which may be given, which must not be shown. */
public final class ProducerProperties {

    private static final String REDACTED = "********";

    /** Above the largest event by far more than headers take. */
    private static final int MAX_REQUEST_BYTES = 2 << 20;

    /** Several times what the sender takes from the spool at a time. */
    private static final long SPOOL_BUFFER_BYTES = 32L << 20;

    private static final int BATCH_BYTES = 64 * 1024;
    private static final int MAX_REQUEST_TIMEOUT_MS = 30_000;
    private static final int LINGER_MS = 5;

    /** How long the sender waits for metadata at a time. It blocks no worker, and must be short to notice a close. */
    private static final int MAX_BLOCK_MS = 1_000;

    private static final Set<String> OWN = Set.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
            ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
            ProducerConfig.ACKS_CONFIG,
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            ProducerConfig.RETRIES_CONFIG,
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            ProducerConfig.TRANSACTION_TWO_PHASE_COMMIT_ENABLE_CONFIG,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            ProducerConfig.BUFFER_MEMORY_CONFIG,
            ProducerConfig.PARTITIONER_CLASS_CONFIG,
            ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG);

    /** @throws IllegalArgumentException if a key is unknown or the tracker's own, or a check of the brokers is turned off */
    public static void check(Map<String, String> properties) {
        for (String key : properties.keySet()) {
            if (OWN.contains(key)) {
                throw new IllegalArgumentException(
                        "producerProperties: " + key + " is set by the tracker and can't be given");
            }
            if (key.equals(SslConfigs.SSL_ENDPOINT_IDENTIFICATION_ALGORITHM_CONFIG)
                    && !"https".equals(properties.get(key))) {
                throw new IllegalArgumentException(
                        "producerProperties: " + key + " must be https, so that the brokers' names are checked");
            }
            if (!ProducerConfig.configNames().contains(key)) {
                throw new IllegalArgumentException("producerProperties: Kafka's producer has no setting " + key);
            }
        }
    }

    /** @throws IllegalArgumentException naming the variable, if it names a file that can't be read */
    public static Map<String, String> ofEnvironment(Map<String, String> environment) {
        Map<String, String> properties = new HashMap<>();
        environment.forEach((variable, value) -> {
            if (KafkaVariable.isSetting(variable)) {
                String name = KafkaVariable.setting(variable);
                if (KafkaVariable.mayNameFile(variable)
                        && !ProducerConfig.configNames().contains(name)) {
                    properties.put(KafkaVariable.settingInFile(variable), read(variable, value));
                } else {
                    properties.put(name, value);
                }
            }
        });
        return properties;
    }

    private static String read(String variable, String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException(variable + " names a file that can't be read: " + file, e);
        }
    }

    /** The properties in the order of their keys, secrets hidden. */
    public static Map<String, String> redacted(Map<String, String> properties) {
        Map<String, String> shown = new TreeMap<>(properties);
        shown.replaceAll((key, value) -> isSecret(key) ? REDACTED : value);
        return shown;
    }

    private static boolean isSecret(String key) {
        ConfigDef.ConfigKey known = ProducerConfig.configDef().configKeys().get(key);
        return known == null || known.type() == ConfigDef.Type.PASSWORD;
    }

    static Map<String, Object> of(TrackerSettings settings, String clientId) {
        int deliveryMs = (int) settings.deliveryTimeout().toMillis();
        Map<String, Object> properties = new HashMap<>();
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MS);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.min(MAX_REQUEST_TIMEOUT_MS, deliveryMs / 2));
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
        properties.putAll(settings.producerProperties());
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrap());
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, deliveryMs);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MS);
        // The tracker bounds what it hands over itself; the producer's own bound only has to be larger.
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 2 * (settings.bufferBytes() + MAX_REQUEST_BYTES));
        return properties;
    }

    /**
     * The same for sending from a spool: what was handed over is tried for ever, because it is on disk anyway and would only be handed over once more; and there
     * is never more of it than the window.
     */
    static Map<String, Object> ofSpool(TrackerSettings settings, String clientId) {
        Map<String, Object> properties = of(settings, clientId);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, SPOOL_BUFFER_BYTES);
        return properties;
    }

    private ProducerProperties() {}
}
