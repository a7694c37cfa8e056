package dev.tracker.cli.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tracker.schemas.EventEnvelope;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.json.EventEncoder;
import dev.tracker.schemas.topics.Topics;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LogAuditTest {

    private long offset;

    @Test
    void shouldExpectRowsOnlyOfEventsThatRetentionKeeps() {
        // Given
        LogAudit audit = new LogAudit(Map.of(), Map.of(), LocalDate.of(2026, 3, 2));

        // When
        audit.accept(heartbeat(Instant.parse("2026-03-01T23:59:59.999999Z")));
        audit.accept(heartbeat(Instant.parse("2026-03-02T00:00:00Z")));
        audit.accept(heartbeat(null));
        audit.accept(heartbeat(Instant.parse("1970-01-01T12:00:00Z")));

        // Then
        assertThat(audit.events()).isEqualTo(4);
        assertThat(audit.distinctEvents()).isEqualTo(3);
    }

    @Test
    void shouldExpectARowOfEachEventWhenNothingWasEverDropped() {
        LogAudit audit = new LogAudit(Map.of(), Map.of());

        audit.accept(heartbeat(Instant.parse("0001-01-01T00:00:00Z")));

        assertThat(audit.distinctEvents()).isEqualTo(1);
    }

    private ConsumerRecord<byte[], byte[]> heartbeat(@Nullable Instant time) {
        EventEnvelope envelope =
                new EventEnvelope(UUID.randomUUID(), "task", "a", "p", null, 1, offset, "a", time, null);
        byte[] json = EventEncoder.encode(new ExecutionEvent.Heartbeat(envelope, 0));
        return new ConsumerRecord<>(Topics.EVENTS, 0, offset++, "task".getBytes(UTF_8), json);
    }
}
