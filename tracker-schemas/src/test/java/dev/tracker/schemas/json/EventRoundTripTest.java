package dev.tracker.schemas.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tracker.schemas.EventGenerator;
import dev.tracker.schemas.EventType;
import dev.tracker.schemas.ExecutionEvent;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventRoundTripTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldGiveAnEqualEventBackWhenDecodingWhatWasEncoded(long seed) {
        EventGenerator events = new EventGenerator(seed);
        Set<EventType> seen = EnumSet.noneOf(EventType.class);
        for (int i = 0; i < 3_000; i++) {
            // Given
            ExecutionEvent event = events.next();
            byte[] key = event.envelope().taskId().getBytes(UTF_8);

            // When
            DecodedEvent decoded = EventDecoder.decode(key, EventEncoder.encode(event));

            // Then
            assertThat(decoded).isEqualTo(new DecodedEvent.Valid(event));
            seen.add(event.type());
        }
        assertThat(seen).isEqualTo(EnumSet.allOf(EventType.class));
    }
}
