package dev.tracker.bench.faults.check;

import dev.tracker.bench.faults.work.Outgoing;
import dev.tracker.cli.audit.LogAudit;
import dev.tracker.cli.kafka.TopicReader;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.json.DecodedEvent;
import dev.tracker.schemas.json.EventDecoder;
import dev.tracker.schemas.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** The events topic, read from its start and folded by the reference. Not thread-safe. */
final class LogView {

    private final LogAudit audit;
    private final Set<UUID> events = new HashSet<>();
    private final Map<String, UUID> refused = new HashMap<>();

    private LogView(LogAudit audit) {
        this.audit = audit;
    }

    static LogView read(TopicReader reader, Map<String, TaskProgress> published, Map<String, Long> storedVersions) {
        LogView view = new LogView(new LogAudit(published, storedVersions));
        reader.read(Topics.EVENTS, view::accept);
        return view;
    }

    private void accept(ConsumerRecord<byte[], byte[]> record) {
        audit.accept(record);
        if (EventDecoder.decode(record.key(), record.value()) instanceof DecodedEvent.Valid valid) {
            events.add(valid.event().envelope().eventId());
        } else {
            refused.put(record.partition() + "/" + record.offset(), idOf(record));
        }
    }

    /** Under which the ledger has it. */
    static UUID idOf(ConsumerRecord<byte[], byte[]> record) {
        Header header = record.headers().lastHeader(Outgoing.ID);
        return header == null
                ? new UUID(0, record.offset())
                : UUID.fromString(new String(header.value(), StandardCharsets.UTF_8));
    }

    LogAudit audit() {
        return audit;
    }

    /** Ids of all events. */
    Set<UUID> events() {
        return events;
    }

    /** Records that are no events: partition/offset, and the ledger's id. */
    Map<String, UUID> refused() {
        return refused;
    }
}
