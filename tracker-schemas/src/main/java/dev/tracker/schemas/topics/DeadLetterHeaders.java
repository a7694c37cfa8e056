package dev.tracker.schemas.topics;

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

    private DeadLetterHeaders() {}
}
