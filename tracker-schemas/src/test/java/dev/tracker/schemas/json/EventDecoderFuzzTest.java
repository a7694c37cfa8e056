package dev.tracker.schemas.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.tracker.schemas.EventGenerator;
import dev.tracker.schemas.ExecutionEvent;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventDecoderFuzzTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldNotThrowWhenGivenRandomBytes(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            if (random.nextBoolean()) {
                for (int j = 0; j < bytes.length; j++) {
                    bytes[j] = DamagedBytes.SYNTAX[random.nextInt(DamagedBytes.SYNTAX.length)];
                }
            }
            assertTotal(new byte[] {'k'}, bytes);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5, 6})
    void shouldNotThrowWhenEventsAreDamaged(long seed) {
        Random random = new Random(seed);
        EventGenerator events = new EventGenerator(seed);
        for (int i = 0; i < 5_000; i++) {
            ExecutionEvent event = events.next();
            byte[] key = event.envelope().taskId().getBytes(UTF_8);
            assertTotal(key, DamagedBytes.of(EventEncoder.encode(event), random));
        }
    }

    /** Decoding throws nothing; and whatever it accepts, it would accept again as it writes it itself. */
    private static void assertTotal(byte[] key, byte[] value) {
        assertThatCode(() -> {
                    if (EventDecoder.decode(key, value) instanceof DecodedEvent.Valid valid) {
                        assertThat(EventDecoder.decode(key, EventEncoder.encode(valid.event())))
                                .isEqualTo(valid);
                    }
                })
                .as(() -> HexFormat.of().formatHex(value))
                .doesNotThrowAnyException();
    }
}
