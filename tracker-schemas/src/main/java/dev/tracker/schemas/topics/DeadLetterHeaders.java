package dev.tracker.schemas.topics;

import dev.tracker.schemas.json.RefusalCode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Headers that a dead letter carries besides its original ones. Values are UTF-8 text. */
public final class DeadLetterHeaders {

    /** Topic of the original record. */
    public static final String TOPIC = "tracker.dl.topic";

    /** Partition of the original record. */
    public static final String PARTITION = "tracker.dl.partition";

    /** Offset of the original record. */
    public static final String OFFSET = "tracker.dl.offset";

    /** When the broker appended the original record, RFC 3339. */
    public static final String TIMESTAMP = "tracker.dl.timestamp";

    /** The {@link dev.tracker.schemas.json.RefusalCode}. */
    public static final String CODE = "tracker.dl.code";

    /** The reason in words. */
    public static final String REASON = "tracker.dl.reason";

    /** Names and values of a letter, in a fixed order; they stand behind the original's headers. */
    public static Map<String, String> of(
            String topic, int partition, long offset, long timestampMs, RefusalCode code, String reason) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(TOPIC, topic);
        headers.put(PARTITION, Integer.toString(partition));
        headers.put(OFFSET, Long.toString(offset));
        headers.put(TIMESTAMP, Instant.ofEpochMilli(timestampMs).toString());
        headers.put(CODE, code.name());
        headers.put(REASON, reason);
        return headers;
    }

    private DeadLetterHeaders() {}
}
