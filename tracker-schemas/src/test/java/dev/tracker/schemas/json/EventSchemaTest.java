package dev.tracker.schemas.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracker.schemas.EventGenerator;
import dev.tracker.schemas.ExecutionEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventSchemaTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource({
        "dev.tracker.schemas.json.EventGoldenTest#canonical",
        "dev.tracker.schemas.json.EventGoldenTest#accepted"
    })
    void shouldHoldWhenGivenAGoldenFile(String path, ExecutionEvent event) {
        assertThat(Schemas.EVENT.errors(GoldenFile.read(path))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.tracker.schemas.json.RefusedSamples#all")
    void shouldNotHoldWhenTheDecoderRefuses(RefusalCode code, String json) {
        assertThat(Schemas.EVENT.errors(json)).isNotEmpty();
    }

    @Test
    void shouldHoldWhenTheEncoderWroteIt() {
        EventGenerator events = new EventGenerator(11);
        for (int i = 0; i < 1_000; i++) {
            byte[] json = EventEncoder.encode(events.next());
            assertThat(Schemas.EVENT.errors(json)).isEmpty();
        }
    }
}
