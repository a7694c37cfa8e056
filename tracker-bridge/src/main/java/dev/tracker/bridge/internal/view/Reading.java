package dev.tracker.bridge.internal.view;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/** One pass through the topic, from the beginning, that may outlive several consumers. Should only be used by the reader's thread. */
final class Reading {

    private final TaskTable table;
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private @Nullable Uuid topicId;
    private @Nullable CatchUp catchUp;

    Reading(TaskTable table) {
        this.table = table;
    }

    TaskTable table() {
        return table;
    }

    Map<TopicPartition, Long> positions() {
        return positions;
    }

    /** @throws StartOverException if this is not the topic that the pass began with */
    void confirmTopic(Uuid id) {
        if (topicId != null && !topicId.equals(id)) {
            throw new StartOverException("the topic was deleted and made anew");
        }
        topicId = id;
    }

    /** @throws StartOverException if the topic ends before the point up to which it was read */
    void confirmEnds(Map<TopicPartition, Long> ends) {
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            if (end.getValue() < positions.getOrDefault(end.getKey(), 0L)) {
                throw new StartOverException(end.getKey() + " ends at " + end.getValue() + ", below what was read");
            }
        }
        if (catchUp == null) {
            catchUp = new CatchUp(ends);
        }
    }

    Set<TopicPartition> partitions() {
        return positions.keySet();
    }

    boolean isCaughtUp() {
        return catchUp != null && catchUp.isDone(positions);
    }

    long remaining() {
        return catchUp == null ? -1 : catchUp.remaining(positions);
    }
}
