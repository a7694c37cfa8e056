package dev.tracker.streams.topology;

import dev.tracker.schemas.topics.Topics;
import dev.tracker.streams.state.TaskStoreBuilder;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;

/**
 * The topology: events are folded into the task store, whose changelog is the snapshots topic: what changed goes there with the next commit. What is no event
 * goes to the dead letters. One sub-topology, so a task's events, state and snapshots stay with one stream thread, and a task's snapshots are in
 * the partition of the same number as its events.
 */
public final class EventTopology {

    /** The store of the tasks by task id. */
    public static final String STORE = "tasks";

    static final String DEAD_LETTERS_SINK = "dead-letters";

    private static final String SOURCE = "events";
    private static final String FOLD = "fold";

    /**
     * Builds it.
     *
     * @param isExactlyOnce whether all that is written and the offsets are one transaction
     * @param maxLive how many live tasks one partition keeps at the most
     * @param pace how often to commit
     * @param meters told of each event's fate
     */
    public static Topology build(boolean isExactlyOnce, int maxLive, CommitPace pace, FoldMeters meters) {
        return new LoggedToSnapshots()
                .addSource(
                        AutoOffsetReset.earliest(),
                        SOURCE,
                        new AppendTime(),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer(),
                        Topics.EVENTS)
                .addProcessor(FOLD, () -> new FoldProcessor(isExactlyOnce, pace, meters), SOURCE)
                .addStateStore(
                        new TaskStoreBuilder(
                                STORE,
                                maxLive,
                                Topics.snapshots(Topics.DEFAULT_PARTITIONS).config(),
                                meters::stateRebuilt),
                        FOLD)
                .addSink(
                        DEAD_LETTERS_SINK,
                        Topics.DEAD_LETTERS,
                        new ByteArraySerializer(),
                        new ByteArraySerializer(),
                        FOLD);
    }

    /** Streams derives the name of a changelog from the application's id; only a topology itself can say otherwise. */
    private static final class LoggedToSnapshots extends Topology {
        LoggedToSnapshots() {
            internalTopologyBuilder.connectSourceStoreAndTopic(STORE, Topics.SNAPSHOTS);
        }
    }

    private EventTopology() {}
}
