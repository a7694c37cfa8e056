package dev.tracker.bench.fold;

import dev.tracker.bench.run.StopWatch;
import dev.tracker.schemas.topics.Topics;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;

/** The limit: Kafka Streams that copies every record to another topic, exactly once, and looks at none. */
final class CopySubject implements Subject {

    @Override
    public void work(FoldRun run, StopWatch watch) throws InterruptedException {
        Topology topology = new Topology()
                .addSource(
                        AutoOffsetReset.earliest(),
                        "events",
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer(),
                        Topics.EVENTS)
                .addSink("copy", run.outputTopic(), new ByteArraySerializer(), new ByteArraySerializer(), "events");
        StreamsWork.run(topology, ClientSettings.streams(run), run, watch);
    }
}
