package dev.tracker.bench.fold;

import dev.tracker.bench.run.StopWatch;
import dev.tracker.core.Fold;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.SourcePosition;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.json.DecodedEvent;
import dev.tracker.schemas.json.EventDecoder;
import dev.tracker.schemas.json.SnapshotReader;
import dev.tracker.schemas.json.SnapshotWriter;
import dev.tracker.schemas.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What most would write: {@code groupByKey().aggregate()} of the DSL with its state as JSON in RocksDB and the DSL's own cache at its default size. It has
 * Tracker's codec and fold.
 */
final class DslSubject implements Subject {

    /** An event that knows its place in the log; the aggregator of the DSL is not told. */
    private record Positioned(ExecutionEvent event, SourcePosition position) {}

    private static final class Decode extends ContextualFixedKeyProcessor<String, byte[], Positioned> {
        @Override
        public void process(FixedKeyRecord<String, byte[]> record) {
            RecordMetadata source = context().recordMetadata().orElseThrow();
            byte[] key = record.key().getBytes(StandardCharsets.UTF_8);
            if (EventDecoder.decode(key, record.value()) instanceof DecodedEvent.Valid valid) {
                SourcePosition position = new SourcePosition(
                        source.partition(), source.offset(), Instant.ofEpochMilli(record.timestamp()));
                context().forward(record.withValue(new Positioned(valid.event(), position)));
            }
        }
    }

    private static final Serde<TaskProgress> JSON = Serdes.serdeFrom(
            (topic, task) -> task == null ? null : SnapshotWriter.write(task),
            (topic, bytes) -> bytes == null ? null : SnapshotReader.read(bytes));

    @Override
    public void work(FoldRun run, StopWatch watch) throws InterruptedException {
        Properties properties = ClientSettings.streams(run);
        properties.remove(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG);
        properties.put("auto.offset.reset", "earliest");
        StreamsWork.run(topology(run.outputTopic()), properties, run, watch);
    }

    private static Topology topology(String outputTopic) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(
                        Topics.EVENTS,
                        Consumed.with(Serdes.String(), Serdes.ByteArray()).withName("events"))
                .processValues(Decode::new, Named.as("decode"))
                .groupByKey(Grouped.as("by-task"))
                .aggregate(
                        DslSubject::none,
                        (taskId, event, task) ->
                                Fold.fold(task, event.event(), event.position()).progress(),
                        Named.as("fold"),
                        Materialized.<String, TaskProgress, KeyValueStore<Bytes, byte[]>>as("tasks")
                                .withKeySerde(Serdes.String())
                                .withValueSerde(JSON))
                .toStream(Named.as("changes"))
                .to(outputTopic, Produced.with(Serdes.String(), JSON).withName("snapshots"));
        return builder.build();
    }

    @SuppressWarnings("NullAway") // Kafka's interface is not annotated; null is how the fold begins.
    private static TaskProgress none() {
        return null;
    }
}
