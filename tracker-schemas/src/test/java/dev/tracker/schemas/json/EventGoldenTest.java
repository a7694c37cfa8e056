package dev.tracker.schemas.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tracker.schemas.EventType;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.GoldenEvents;
import java.util.EnumSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EventGoldenTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource({"canonical", "accepted"})
    void shouldReadTheEventWhenGivenItsFile(String path, ExecutionEvent event) {
        // Given
        byte[] key = event.envelope().taskId().getBytes(UTF_8);

        // When
        DecodedEvent decoded = EventDecoder.decode(key, GoldenFile.read(path));

        // Then
        assertThat(decoded).isEqualTo(new DecodedEvent.Valid(event));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("canonical")
    void shouldWriteTheSameBytesAsTheFile(String path, ExecutionEvent event) {
        assertThat(new String(EventEncoder.encode(event), UTF_8)).isEqualTo(new String(GoldenFile.read(path), UTF_8));
    }

    @Test
    void shouldHaveAFileForEachTypeOfEvent() {
        assertThat(GoldenEvents.canonical().values())
                .extracting(ExecutionEvent::type)
                .containsAll(EnumSet.allOf(EventType.class));
    }

    static Stream<Arguments> canonical() {
        return GoldenEvents.canonical().entrySet().stream()
                .map(entry -> Arguments.of("/golden/events/" + entry.getKey() + ".json", entry.getValue()));
    }

    static Stream<Arguments> accepted() {
        return GoldenEvents.accepted().entrySet().stream()
                .map(entry -> Arguments.of("/golden/events-accepted/" + entry.getKey() + ".json", entry.getValue()));
    }
}
