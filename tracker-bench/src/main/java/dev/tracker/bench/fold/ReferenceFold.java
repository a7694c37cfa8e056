package dev.tracker.bench.fold;

import dev.tracker.cli.kafka.TopicReader;
import dev.tracker.core.reference.ReferenceReducer;
import dev.tracker.schemas.SourcePosition;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.json.DecodedEvent;
import dev.tracker.schemas.json.EventDecoder;
import dev.tracker.schemas.topics.Topics;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What every fold of the log must come to, by the reducer that shares no code with the one measured. */
final class ReferenceFold {

    static Map<String, TaskProgress> of(TopicReader reader) {
        Map<String, ReferenceReducer> reducers = new HashMap<>();
        reader.read(Topics.EVENTS, record -> accept(reducers, record));
        Map<String, TaskProgress> tasks = new HashMap<>();
        reducers.forEach((taskId, reducer) -> tasks.put(taskId, reducer.progress()));
        return tasks;
    }

    private static void accept(Map<String, ReferenceReducer> reducers, ConsumerRecord<byte[], byte[]> record) {
        if (EventDecoder.decode(record.key(), record.value()) instanceof DecodedEvent.Valid valid) {
            ReferenceReducer.Verdict unused = reducers.computeIfAbsent(
                            valid.event().envelope().taskId(), id -> new ReferenceReducer())
                    .accept(
                            valid.event(),
                            new SourcePosition(
                                    record.partition(), record.offset(), Instant.ofEpochMilli(record.timestamp())));
        }
    }

    private ReferenceFold() {}
}
