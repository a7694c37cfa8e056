package dev.tracker.streams.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tracker.schemas.ProgressGenerator;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.binary.CorruptStateException;
import dev.tracker.schemas.binary.TaskStateCodec;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoredStatesTest {

    private static final int STATES = 400;

    private final StoredStates states = new StoredStates();

    @AfterEach
    void close() {
        states.close();
    }

    @Test
    void shouldGiveBackEveryStateInNoMoreBytesThanItHasWhenUnpacked() {
        ProgressGenerator made = new ProgressGenerator(1);
        long plain = 0;
        long packed = 0;
        for (int i = 0; i < STATES; i++) {
            TaskProgress state = made.next();

            byte[] stored = states.pack(state);

            assertThat(states.unpack(stored)).isEqualTo(state);
            plain += TaskStateCodec.encode(state).length;
            packed += stored.length;
        }
        assertThat(packed).isLessThan(plain);
    }

    @Test
    void shouldReadWhatEarlierVersionsStored() {
        TaskProgress state = new ProgressGenerator(2).next();

        assertThat(states.unpack(TaskStateCodec.encode(state))).isEqualTo(state);
    }

    @Test
    void shouldRefuseEveryTruncationAndWhatFollowsAState() {
        byte[] stored = states.pack(new ProgressGenerator(3).next());

        for (int length = 0; length < stored.length; length++) {
            byte[] truncated = Arrays.copyOf(stored, length);
            assertThatExceptionOfType(CorruptStateException.class).isThrownBy(() -> states.unpack(truncated));
        }
        byte[] longer = Arrays.copyOf(stored, stored.length + 1);
        assertThatExceptionOfType(CorruptStateException.class).isThrownBy(() -> states.unpack(longer));
    }

    /** What damaged bytes hold may be a state by chance; what must never come of them is any other failure. */
    @Test
    void shouldFailInNoOtherWayWhenBytesAreDamaged() {
        Random random = new Random(4);
        ProgressGenerator made = new ProgressGenerator(4);
        int refused = 0;
        for (int i = 0; i < STATES; i++) {
            byte[] stored = states.pack(made.next());
            stored[random.nextInt(stored.length)] ^= (byte) (1 << random.nextInt(8));

            Throwable failure = catchThrowable(() -> states.unpack(stored));

            if (failure != null) {
                assertThat(failure).isInstanceOf(CorruptStateException.class);
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }
}
