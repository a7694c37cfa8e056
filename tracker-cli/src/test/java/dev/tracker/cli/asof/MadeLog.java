package dev.tracker.cli.asof;

import dev.tracker.core.reference.ReferenceReducer;
import dev.tracker.schemas.EventEnvelope;
import dev.tracker.schemas.EventGenerator;
import dev.tracker.schemas.EventType;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.SourcePosition;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.json.DecodedEvent;
import dev.tracker.schemas.json.EventDecoder;
import dev.tracker.schemas.json.EventEncoder;
import dev.tracker.schemas.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** Records of a few tasks, mixed, with copies, gaps, new attempts and records that are no events. The same seed gives the same log. */
final class MadeLog {

    static final List<String> TASKS = List.of("alpha", "beta", "gamma");

    private static final List<EventType> TYPES = List.of(EventType.values());

    /** Of the partition, whose first records may be gone. */
    private static final int FIRST_OFFSET = 3;

    /** What is in a record, by key and value. */
    record Entry(String key, String json) {
        byte[] value() {
            return json.getBytes(StandardCharsets.UTF_8);
        }
    }

    static List<Entry> entries(long seed, int length) {
        Random random = new Random(seed);
        EventGenerator events = new EventGenerator(seed);
        List<Entry> entries = new ArrayList<>();
        int[] seq = new int[TASKS.size()];
        while (entries.size() < length) {
            int task = random.nextInt(TASKS.size());
            if (random.nextInt(12) == 0) {
                entries.add(new Entry(TASKS.get(task), "{\"not\":\"an event\"}"));
                continue;
            }
            if (random.nextInt(8) > 0) {
                seq[task]++;
            }
            EventEnvelope envelope = new EventEnvelope(
                    new UUID(seed, entries.size()),
                    TASKS.get(task),
                    "agent",
                    "default",
                    null,
                    1 + entries.size() * 3 / length,
                    seq[task],
                    "agent",
                    Instant.EPOCH.plusSeconds(entries.size()),
                    null);
            EventType type = TYPES.get(random.nextInt(TYPES.size()));
            ExecutionEvent event = events.next(type, envelope);
            entries.add(new Entry(TASKS.get(task), new String(EventEncoder.encode(event), StandardCharsets.UTF_8)));
        }
        return entries;
    }

    /** The same as one partition's records, some offsets left out. */
    static List<ConsumerRecord<byte[], byte[]>> records(long seed, int length) {
        return records(seed, length, 0);
    }

    /** The same appended so many milliseconds later. */
    static List<ConsumerRecord<byte[], byte[]>> records(long seed, int length, long later) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        long offset = FIRST_OFFSET;
        for (Entry entry : entries(seed, length)) {
            offset += records.size() % 7 == 0 ? 2 : 1;
            records.add(new ConsumerRecord<>(
                    Topics.EVENTS,
                    1,
                    offset,
                    1_000_000L + 250L * offset + later,
                    TimestampType.LOG_APPEND_TIME,
                    -1,
                    -1,
                    entry.key().getBytes(StandardCharsets.UTF_8),
                    entry.value(),
                    new RecordHeaders(),
                    Optional.empty()));
        }
        return records;
    }

    /** What the reference makes of a task's events among them, null if there are none. */
    static @Nullable TaskProgress reference(List<ConsumerRecord<byte[], byte[]>> records, String taskId) {
        ReferenceReducer reducer = new ReferenceReducer();
        boolean any = false;
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (new String(record.key(), StandardCharsets.UTF_8).equals(taskId)
                    && EventDecoder.decode(record.key(), record.value()) instanceof DecodedEvent.Valid valid) {
                reducer.accept(
                        valid.event(),
                        new SourcePosition(
                                record.partition(), record.offset(), Instant.ofEpochMilli(record.timestamp())));
                any = true;
            }
        }
        return any ? reducer.progress() : null;
    }

    private MadeLog() {}
}
