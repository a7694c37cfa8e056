package dev.tracker.bridge.internal.view;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Whether a first reading has reached the end offsets that it saw when it began. Should only be used by the reader's thread. */
final class CatchUp {

    private final Map<TopicPartition, Long> targets;
    private boolean done;

    CatchUp(Map<TopicPartition, Long> targets) {
        this.targets = Map.copyOf(targets);
    }

    /** Whether these positions reach the targets; once reached, always reached. */
    boolean isDone(Map<TopicPartition, Long> positions) {
        done = done || remaining(positions) == 0;
        return done;
    }

    long remaining(Map<TopicPartition, Long> positions) {
        return lag(targets, positions);
    }

    /** Records between the positions and the ends. */
    static long lag(Map<TopicPartition, Long> ends, Map<TopicPartition, Long> positions) {
        long sum = 0;
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            sum += Math.max(0, end.getValue() - positions.getOrDefault(end.getKey(), 0L));
        }
        return sum;
    }
}
