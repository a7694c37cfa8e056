package dev.tracker.streams.sink.internal;

import dev.tracker.schemas.EventEnvelope;
import dev.tracker.schemas.EventType;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.json.DecodedEvent;
import dev.tracker.schemas.json.EventDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Events as rows of {@code execution_event}. Records that are no events leave no row: the topology makes dead letters of them. */
final class EventRows implements RowBuffer {

    static final Columns COLUMNS = Columns.of(
            "day date",
            "event_id uuid",
            "task_id text",
            "project_id text",
            "agent_id text",
            "attempt integer",
            "seq bigint",
            "emitter_id text",
            "type text",
            "occurred_at timestamptz",
            "recorded_at timestamptz",
            "source_partition integer",
            "source_offset bigint",
            "payload jsonb");

    /** The day of events without a time of their own. */
    static final LocalDate UNDATED = LocalDate.EPOCH;

    private static final Map<EventType, byte[]> TYPE_NAMES = new EnumMap<>(EventType.class);

    static {
        for (EventType type : EventType.values()) {
            TYPE_NAMES.put(type, type.wireName().getBytes(StandardCharsets.UTF_8));
        }
    }

    private final CopyRows rows = new CopyRows();
    private final Set<LocalDate> days = new HashSet<>();
    private int records;
    private int refused;

    @Override
    public void add(ConsumerRecord<byte[], byte[]> record) {
        records++;
        if (EventDecoder.decode(record.key(), record.value()) instanceof DecodedEvent.Valid valid) {
            add(record, valid.event());
        } else {
            refused++;
        }
    }

    private void add(ConsumerRecord<byte[], byte[]> record, ExecutionEvent event) {
        EventEnvelope envelope = event.envelope();
        LocalDate day = day(envelope);
        days.add(day);
        rows.row(COLUMNS.count())
                .date(day)
                .uuid(envelope.eventId())
                .bytes(record.key())
                .text(envelope.projectId())
                .text(envelope.agentId())
                .integer(envelope.attempt());
        if (envelope.isSequenced()) {
            rows.bigint(envelope.seq());
        } else {
            rows.nothing();
        }
        rows.text(envelope.emitterId())
                .bytes(TYPE_NAMES.getOrDefault(event.type(), new byte[0]))
                .time(envelope.timestamp())
                .time(Instant.ofEpochMilli(record.timestamp()))
                .integer(record.partition())
                .bigint(record.offset())
                .jsonb(StorableJson.of(record.value(), event));
    }

    private static LocalDate day(EventEnvelope envelope) {
        Instant timestamp = envelope.timestamp();
        return timestamp == null ? UNDATED : LocalDate.ofInstant(timestamp, ZoneOffset.UTC);
    }

    CopyRows rows() {
        return rows;
    }

    /** Days of the events. */
    Set<LocalDate> days() {
        return days;
    }

    @Override
    public int records() {
        return records;
    }

    @Override
    public int refused() {
        return refused;
    }

    @Override
    public long bytes() {
        return rows.size();
    }
}
