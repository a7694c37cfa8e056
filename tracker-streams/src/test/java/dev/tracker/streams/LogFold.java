package dev.tracker.streams;

import dev.tracker.core.reference.ReferenceReducer;
import dev.tracker.schemas.SourcePosition;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.json.DecodedEvent;
import dev.tracker.schemas.json.EventDecoder;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the log adds up to by the reference reducer: the truth that the topology's output is held against. */
public final class LogFold {

    public static Map<String, TaskProgress> of(List<ConsumerRecord<byte[], byte[]>> log) {
        Map<String, ReferenceReducer> tasks = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : log) {
            if (EventDecoder.decode(record.key(), record.value()) instanceof DecodedEvent.Valid valid) {
                tasks.computeIfAbsent(valid.event().envelope().taskId(), id -> new ReferenceReducer())
                        .accept(
                                valid.event(),
                                new SourcePosition(
                                        record.partition(), record.offset(), Instant.ofEpochMilli(record.timestamp())));
            }
        }
        Map<String, TaskProgress> states = new HashMap<>();
        tasks.forEach((id, task) -> states.put(id, task.progress()));
        return states;
    }

    private LogFold() {}
}
