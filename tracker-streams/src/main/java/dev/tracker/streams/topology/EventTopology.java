package dev.tracker.streams.topology;

import dev.tracker.schemas.topics.Topics;
import dev.tracker.streams.state.TaskStoreBuilder;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;

/**
 * The topology: events are decoded, folded into the task store, and what changed goes to the snapshots topic with the next commit; what is no event goes
 * to the dead letters. One sub-topology, so a task's events, state and snapshots stay with one stream thread.
 */
public final class EventTopology {

    /** The store of {@code TaskProgress} by task id. */
    public static final String STORE = "tasks";

    static final String SNAPSHOTS_SINK = "snapshots";
    static final String DEAD_LETTERS_SINK = "dead-letters";

    private static final String SOURCE = "events";
    private static final String DECODE = "decode";
    private static final String FOLD = "fold";

    /**
     * Builds it.
     *
     * @param maxLive how many decoded states one partition keeps at the most
     * @param meters told of each event's fate
     */
    public static Topology build(int maxLive, FoldMeters meters) {
        return new Topology()
                .addSource(
                        AutoOffsetReset.earliest(),
                        SOURCE,
                        new AppendTime(),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer(),
                        Topics.EVENTS)
                .addProcessor(DECODE, () -> new DecodeProcessor(meters), SOURCE)
                .addProcessor(FOLD, () -> new FoldProcessor(meters), DECODE)
                .addStateStore(new TaskStoreBuilder(STORE, maxLive), FOLD)
                .addSink(SNAPSHOTS_SINK, Topics.SNAPSHOTS, new ByteArraySerializer(), new ByteArraySerializer(), FOLD)
                .addSink(
                        DEAD_LETTERS_SINK,
                        Topics.DEAD_LETTERS,
                        new ByteArraySerializer(),
                        new ByteArraySerializer(),
                        DECODE);
    }

    private EventTopology() {}
}
