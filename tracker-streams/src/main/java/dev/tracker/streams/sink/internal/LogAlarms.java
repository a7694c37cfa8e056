package dev.tracker.streams.sink.internal;

import dev.tracker.streams.Alarms;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Raises an alarm where a sink's log is not what it was. Used by the sink's thread. */
final class LogAlarms {

    private final String sink;
    private final String topic;
    private final Alarms alarms;
    private boolean isTopicGone;

    LogAlarms(String sink, String topic, Alarms alarms) {
        this.sink = sink;
        this.topic = topic;
        this.alarms = alarms;
    }

    /**
     * Whatever lay between a position and the log's beginning is gone from Kafka. It was never written, so this must be heard.
     *
     * @param consumer is sent to the beginning of what is left
     * @param lost positions that the log does not have
     */
    void outOfRange(Consumer<?, ?> consumer, Map<TopicPartition, Long> lost) {
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(lost.keySet());
        consumer.seekToBeginning(lost.keySet());
        lost.forEach((id, offset) -> {
            long begin = begins.getOrDefault(id, 0L);
            long gone = Math.max(0, begin - offset);
            alarms.raise(
                    gone,
                    "offset " + offset + " of " + id + ", where the sink " + sink
                            + " stands, is not in the log any more; it goes on from "
                            + begin + ", and up to " + gone
                            + " records in between were never written. Give the topic a longer retention.ms than the database may be away.");
        });
    }

    /** A partition turned out to be of a topic that was made anew. */
    void replaced(TopicPartition id, long abandoned) {
        alarms.raise(
                0,
                id + " was deleted and made anew after the sink " + sink + " had written it up to offset " + abandoned
                        + "; the new one is written from its beginning. What the old one had behind that offset is lost, and rows of the old one stay.");
    }

    /** The topic does not exist. Heard once until it is there again. */
    void topicIsGone() {
        if (!isTopicGone) {
            isTopicGone = true;
            alarms.raise(
                    0,
                    "the topic " + topic + " does not exist; the sink " + sink
                            + " waits for it. If it was deleted by mistake, `tracker topics` makes it anew, without its records.");
        }
    }

    void topicIsThere() {
        isTopicGone = false;
    }
}
