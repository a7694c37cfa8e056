package dev.tracker.schemas.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.tracker.schemas.EventEnvelope;
import dev.tracker.schemas.ExecutionEvent;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CloudEventHeadersTest {

    private static final UUID ID = UUID.fromString("0190a5e4-7f00-7abc-8def-0123456789ab");

    @Test
    void shouldNameEventSourceAndTask() {
        // When
        Map<String, String> headers =
                CloudEventHeaders.of(heartbeat("agent-1", Instant.parse("2026-01-31T23:59:59.5Z")));

        // Then
        assertThat(headers)
                .containsExactly(
                        entry("ce_specversion", "1.0"),
                        entry("ce_id", ID.toString()),
                        entry("ce_source", "/projects/demo/agents/agent-1"),
                        entry("ce_type", "dev.tracker.heartbeat"),
                        entry("ce_time", "2026-01-31T23:59:59.500Z"),
                        entry("ce_subject", "täsk 1"),
                        entry("content-type", "application/json"));
    }

    @Test
    void shouldPercentEncodeWhenTheAgentHasOtherCharacters() {
        // When
        String source = String.valueOf(
                CloudEventHeaders.of(heartbeat("a/b c%ü\uD83D\uDE80~", null)).get("ce_source"));

        // Then
        assertThat(source).isEqualTo("/projects/demo/agents/a%2Fb%20c%25%C3%BC%F0%9F%9A%80~");
        assertThat(URI.create(source).getPath()).isEqualTo("/projects/demo/agents/a/b c%ü\uD83D\uDE80~");
    }

    @Test
    void shouldLeaveTheTimeOutWhenTheEventHasNone() {
        assertThat(CloudEventHeaders.of(heartbeat("agent-1", null))).doesNotContainKey("ce_time");
    }

    private static ExecutionEvent heartbeat(String agentId, @Nullable Instant timestamp) {
        return new ExecutionEvent.Heartbeat(
                new EventEnvelope(ID, "täsk 1", agentId, "demo", null, 1, 0, agentId, timestamp, null), 0);
    }
}
