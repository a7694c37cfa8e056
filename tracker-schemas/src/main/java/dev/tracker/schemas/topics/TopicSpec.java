package dev.tracker.schemas.topics;

import java.util.Map;

/**
 * A topic as it should be.
 *
 * @param name its name
 * @param partitions how many partitions; never changed afterwards, because a task's events must stay in one
 * @param config topic settings that differ from the broker's, by Kafka's names
 */
public record TopicSpec(String name, int partitions, Map<String, String> config) {

    public TopicSpec {
        config = Map.copyOf(config);
    }
}
