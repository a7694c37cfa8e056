package dev.tracker.streams.access;

import dev.tracker.schemas.topics.Topics;
import dev.tracker.streams.guard.LogLineage;
import dev.tracker.streams.sink.EventSink;
import dev.tracker.streams.sink.SnapshotSink;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclOperation;

/**
 * The roles that Tracker's processes have towards Kafka, and all that each may do there. This is the one place that says so.
 *
 * <p>The snapshots topic is the aggregator's state: whoever writes there makes progress up, which is why nobody else may.
 */
public enum KafkaRole {
    /** Reports events: the client library, {@code emit}, {@code replay}, {@code simulate}. An idempotent producer needs no more than to write. */
    WORKER {
        @Override
        public List<Right> rights(String applicationId) {
            return List.of(Right.topic(AclOperation.WRITE, Topics.EVENTS));
        }
    },

    /** Folds events: reads its state back from the snapshots topic, and writes all in transactions of its own. */
    AGGREGATOR {
        @Override
        public List<Right> rights(String applicationId) {
            return List.of(
                    Right.topic(AclOperation.READ, Topics.EVENTS),
                    Right.topic(AclOperation.READ, Topics.SNAPSHOTS),
                    Right.topic(AclOperation.WRITE, Topics.SNAPSHOTS),
                    Right.topic(AclOperation.WRITE, Topics.DEAD_LETTERS),
                    Right.group(AclOperation.READ, applicationId),
                    Right.group(AclOperation.READ, LogLineage.group(applicationId)),
                    Right.transactions(applicationId + "-"));
        }
    },

    /** Shows progress: the bridge, {@code tasks}, {@code show}. Without a consumer group; of the dead letters it shows reasons and places, not contents. */
    BRIDGE {
        @Override
        public List<Right> rights(String applicationId) {
            return List.of(
                    Right.topic(AclOperation.READ, Topics.SNAPSHOTS),
                    // How long removals can be seen.
                    Right.topic(AclOperation.DESCRIBE_CONFIGS, Topics.SNAPSHOTS),
                    Right.topic(AclOperation.READ, Topics.DEAD_LETTERS),
                    Right.topic(AclOperation.READ, Topics.ALERTS));
        }
    },

    /** Decides on alerts and tells webhooks: {@code alerts}. Reads tasks as the bridge does. */
    ALERTER {
        @Override
        public List<Right> rights(String applicationId) {
            return List.of(
                    Right.topic(AclOperation.READ, Topics.SNAPSHOTS),
                    Right.topic(AclOperation.DESCRIBE_CONFIGS, Topics.SNAPSHOTS),
                    Right.topic(AclOperation.READ, Topics.ALERTS),
                    Right.topic(AclOperation.WRITE, Topics.ALERTS),
                    Right.group(AclOperation.READ, Topics.ALERTS_GROUP),
                    Right.transactions(Topics.ALERTS_GROUP));
        }
    },

    /** Fills PostgreSQL; two different events of one id make a dead letter. */
    SINK {
        @Override
        public List<Right> rights(String applicationId) {
            return List.of(
                    Right.topic(AclOperation.READ, Topics.EVENTS),
                    Right.topic(AclOperation.READ, Topics.SNAPSHOTS),
                    Right.topic(AclOperation.WRITE, Topics.DEAD_LETTERS),
                    Right.group(AclOperation.READ, EventSink.DEFAULT_GROUP),
                    Right.group(AclOperation.READ, SnapshotSink.DEFAULT_GROUP));
        }
    },

    /** Checks everything and changes nothing: {@code audit}. */
    AUDITOR {
        @Override
        public List<Right> rights(String applicationId) {
            return List.of(
                    Right.topic(AclOperation.READ, Topics.EVENTS),
                    Right.topic(AclOperation.READ, Topics.SNAPSHOTS),
                    Right.topic(AclOperation.READ, Topics.DEAD_LETTERS),
                    Right.group(AclOperation.DESCRIBE, applicationId),
                    Right.group(AclOperation.DESCRIBE, EventSink.DEFAULT_GROUP),
                    Right.group(AclOperation.DESCRIBE, SnapshotSink.DEFAULT_GROUP));
        }
    },

    /** Makes the topics ({@code topics}), looks at dead letters and sends mended ones again. Handing out rights takes a super user. */
    OPERATOR {
        @Override
        public List<Right> rights(String applicationId) {
            Stream<Right> topics = Stream.of(Topics.EVENTS, Topics.SNAPSHOTS, Topics.DEAD_LETTERS, Topics.ALERTS)
                    .flatMap(topic -> Stream.of(
                                    AclOperation.CREATE, AclOperation.DESCRIBE, AclOperation.DESCRIBE_CONFIGS)
                            .map(operation -> Right.topic(operation, topic)));
            Stream<Right> deadLetters = Stream.of(
                    Right.topic(AclOperation.READ, Topics.DEAD_LETTERS),
                    Right.topic(AclOperation.WRITE, Topics.DEAD_LETTERS),
                    Right.topic(AclOperation.WRITE, Topics.EVENTS),
                    Right.transactions(LETTER_TRANSACTIONS));
            return Stream.concat(topics, deadLetters).toList();
        }
    };

    /** How transactional ids begin in which a mended event is sent together with the note that its dead letter is done with. */
    public static final String LETTER_TRANSACTIONS = "tracker-dead-letters-";

    /**
     * All that it may do.
     *
     * @param applicationId of the aggregators, after which their group and transactions are called
     */
    public abstract List<Right> rights(String applicationId);

    /** The name that people write. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
