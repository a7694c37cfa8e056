package dev.tracker.schemas.topics;

import java.util.List;
import java.util.Map;

/** The topics' names and settings. */
public final class Topics {

    /** What workers report: key = task id, value = event JSON. */
    public static final String EVENTS = "tracker.events.v1";

    /** The latest state of each task, compacted: key = task id, value = snapshot JSON. */
    public static final String SNAPSHOTS = "tracker.snapshots.v1";

    /** Records of the events topic that are no events, as they came, with the reason in headers. */
    public static final String DEAD_LETTERS = "tracker.dead-letters.v1";

    /** What is to be said of tasks and budgets, and who was told; compacted: key = what happened, value = JSON. */
    public static final String ALERTS = "tracker.alerts.v1";

    /** Consumer group and transactional id of those who decide on alerts. */
    public static final String ALERTS_GROUP = "tracker-alerts";

    /** Partitions of a new installation. */
    public static final int DEFAULT_PARTITIONS = 8;

    /**
     * Larger than any event may be: a record over the event limit must get into the log to become a dead letter that someone can look at, instead of
     * an exception in a worker.
     */
    private static final int MAX_MESSAGE_BYTES = 8 * 1024 * 1024;

    /** Room for the headers that a dead letter adds to its original. */
    private static final int MAX_DEAD_LETTER_BYTES = MAX_MESSAGE_BYTES + 1024 * 1024;

    private static final String THIRTY_DAYS_MS = "2592000000";

    /** All topics with the given number of partitions for events and snapshots. */
    public static List<TopicSpec> all(int partitions) {
        return List.of(events(partitions), snapshots(partitions), deadLetters(), alerts());
    }

    /**
     * Broker time on every record: workers' clocks are not to be trusted, and a replay of last year's runs must not fall to retention at once.
     */
    public static TopicSpec events(int partitions) {
        return new TopicSpec(
                EVENTS,
                partitions,
                Map.of(
                        "cleanup.policy",
                        "delete",
                        "retention.ms",
                        THIRTY_DAYS_MS,
                        "message.timestamp.type",
                        "LogAppendTime",
                        "max.message.bytes",
                        Integer.toString(MAX_MESSAGE_BYTES)));
    }

    public static TopicSpec snapshots(int partitions) {
        return new TopicSpec(
                SNAPSHOTS,
                partitions,
                Map.of(
                        "cleanup.policy", "compact",
                        "min.cleanable.dirty.ratio", "0.3",
                        "delete.retention.ms", "86400000",
                        "segment.bytes", "67108864",
                        "max.message.bytes", Integer.toString(MAX_MESSAGE_BYTES)));
    }

    public static TopicSpec deadLetters() {
        return new TopicSpec(
                DEAD_LETTERS,
                1,
                Map.of(
                        "cleanup.policy",
                        "delete",
                        "retention.ms",
                        THIRTY_DAYS_MS,
                        "max.message.bytes",
                        Integer.toString(MAX_DEAD_LETTER_BYTES)));
    }

    /** One partition: who is given it decides on alerts, alone. */
    public static TopicSpec alerts() {
        return new TopicSpec(
                ALERTS,
                1,
                Map.of(
                        "cleanup.policy", "compact",
                        "min.cleanable.dirty.ratio", "0.3",
                        "delete.retention.ms", "86400000",
                        "segment.bytes", "16777216"));
    }

    private Topics() {}
}
