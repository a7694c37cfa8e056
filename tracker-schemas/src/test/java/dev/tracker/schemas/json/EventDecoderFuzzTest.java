package dev.tracker.schemas.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.tracker.schemas.EventGenerator;
import dev.tracker.schemas.ExecutionEvent;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventDecoderFuzzTest {

    private static final byte[] SYNTAX = "{}[]\",:\\u0e-+.ntf \u0000\u007F".getBytes(UTF_8);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldNotThrowWhenGivenRandomBytes(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            if (random.nextBoolean()) {
                for (int j = 0; j < bytes.length; j++) {
                    bytes[j] = SYNTAX[random.nextInt(SYNTAX.length)];
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
            assertTotal(key, damaged(EventEncoder.encode(event), random));
        }
    }

    private static byte[] damaged(byte[] whole, Random random) {
        byte[] bytes = random.nextInt(4) == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length + 1)) : whole;
        for (int change = random.nextInt(4); change > 0 && bytes.length > 0; change--) {
            int at = random.nextInt(bytes.length);
            bytes[at] = random.nextBoolean() ? (byte) random.nextInt() : SYNTAX[random.nextInt(SYNTAX.length)];
        }
        return bytes;
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
