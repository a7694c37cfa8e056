package dev.tracker.bridge.internal.reading;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** The client settings on which the views' promises rest; they win over the operator's. */
public final class ReaderConfig {

    private static final String CLIENT_ID = "tracker-bridge";

    public static Map<String, Object> consumer(Map<String, String> kafka) {
        Map<String, Object> config = new HashMap<>(kafka);
        config.putIfAbsent(ConsumerConfig.CLIENT_ID_CONFIG, CLIENT_ID);
        // Large fetches: the first reading is a bulk load.
        config.putIfAbsent(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "2000");
        config.putIfAbsent(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "2000");
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        // A position that is gone must be heard of: the answer is to start over, not to skip.
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        return config;
    }

    public static Map<String, Object> admin(Map<String, String> kafka) {
        Map<String, Object> config = new HashMap<>(kafka);
        config.keySet().retainAll(AdminClientConfig.configNames());
        config.putIfAbsent(AdminClientConfig.CLIENT_ID_CONFIG, CLIENT_ID);
        return config;
    }

    private ReaderConfig() {}
}
