package dev.tracker.formats.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracker.formats.testkit.Collected;
import dev.tracker.schemas.Evidence;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.Outcome;
import dev.tracker.schemas.TokenCounts;
import dev.tracker.schemas.WireLimits;
import dev.tracker.schemas.json.DecodedEvent;
import dev.tracker.schemas.json.EventDecoder;
import dev.tracker.schemas.json.EventEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SessionEventsTest {

    private final Collected sink = new Collected();

    @Test
    void shouldMakeAcceptedEventsWhenTheTextsAreHostile() {
        // Given
        String hostile = "\0\uD800 \u0007é\uDC00".repeat(40_000);
        SessionEvents out = new SessionEvents(new TaskIdentity("f", hostile, hostile, hostile + "p", hostile), sink);
        Source at = new Source(hostile, Instant.MAX);

        // When
        out.start(at, hostile, Collections.nCopies(20_000, hostile), Long.MAX_VALUE, null);
        out.iteration(at, Integer.MAX_VALUE);
        out.progress(at, 1e9);
        out.criterion(at, 9_999, true, Evidence.CI, hostile);
        out.criterion(at, 10_000, true, Evidence.CI, hostile);
        out.action(at, new Deed(hostile, hostile), null, Long.MAX_VALUE, hostile);
        out.cost(at, null, new TokenCounts(Long.MAX_VALUE, 0, 0, 0), hostile);
        out.error(at, hostile, true);
        out.log(at, hostile);
        out.heartbeat(at);
        out.waiting(at, hostile);
        out.complete(at, Outcome.FAILED, hostile);

        // Then
        assertThat(sink.events()).hasSize(11);
        for (ExecutionEvent event : sink.events()) {
            byte[] key = event.envelope().taskId().getBytes(StandardCharsets.UTF_8);
            byte[] value = EventEncoder.encode(event);
            assertThat(EventDecoder.decode(key, value)).isEqualTo(new DecodedEvent.Valid(event));
            assertThat(value.length).isLessThan(WireLimits.MAX_EVENT_BYTES);
        }
    }

    @Test
    void shouldReplaceVisiblyWhatTheWireDoesNotTake() {
        // Then
        assertThat(WireText.text("a\0b\uD800c")).isEqualTo("a\u2400b\uFFFDc");
        assertThat(WireText.text("x".repeat(WireLimits.MAX_TEXT + 1))).hasSize(WireLimits.MAX_TEXT);
    }

    @Test
    void shouldKeepIdentifiersApartWhenTheyHadToBeChanged() {
        // Given
        String common = "x".repeat(300);

        // Then
        assertThat(WireText.id("plain/id")).isEqualTo("plain/id");
        assertThat(List.of(WireText.id(common + "a"), WireText.id(common + "b"), WireText.id(" a"), WireText.id("a\n")))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.length() <= WireLimits.MAX_ID);
        assertThat(WireText.id("")).isNotEmpty();
    }

    @Test
    void shouldNumberTheEventsAndNameThemByTheirSource() {
        // Given
        SessionEvents out = new SessionEvents(new TaskIdentity("f", "t", "", null, "e"), sink);

        // When
        out.log(new Source("r1", null), "a");
        out.heartbeat(new Source("r1", null));
        out.log(new Source("r1", null), "again");

        // Then
        assertThat(sink.events()).extracting(event -> event.envelope().seq()).containsExactly(0L, 1L, 2L);
        UUID first = sink.events().get(0).envelope().eventId();
        assertThat(first.version()).isEqualTo(5);
        assertThat(first.variant()).isEqualTo(2);
        assertThat(sink.events().get(1).envelope().eventId()).isNotEqualTo(first);
        assertThat(sink.events().get(2).envelope().eventId()).isEqualTo(first);
        assertThat(sink.events().get(0).envelope().projectId()).isEqualTo("default");
    }
}
