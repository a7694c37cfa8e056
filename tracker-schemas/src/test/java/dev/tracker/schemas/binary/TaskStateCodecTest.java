package dev.tracker.schemas.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tracker.schemas.ProgressGenerator;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.json.SnapshotReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskStateCodecTest {

    private static final int STATES = 400;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldGiveBackEveryStateAndItsBytesWhenDecoded(long seed) {
        ProgressGenerator states = new ProgressGenerator(seed);
        for (int i = 0; i < STATES; i++) {
            TaskProgress state = states.next();

            byte[] bytes = TaskStateCodec.encode(state);
            TaskProgress decoded = TaskStateCodec.decode(bytes);

            assertThat(decoded).isEqualTo(state);
            assertThat(TaskStateCodec.encode(decoded)).isEqualTo(bytes);
        }
    }

    @Test
    void shouldRefuseEveryTruncation() {
        ProgressGenerator states = new ProgressGenerator(6);
        for (int i = 0; i < 40; i++) {
            byte[] bytes = TaskStateCodec.encode(states.next());
            int step = Math.max(1, bytes.length / 2000);
            for (int length = 0; length < bytes.length; length += step) {
                byte[] truncated = Arrays.copyOf(bytes, length);

                assertThatExceptionOfType(CorruptStateException.class)
                        .as("state %d cut after %d of %d bytes", i, length, bytes.length)
                        .isThrownBy(() -> TaskStateCodec.decode(truncated));
            }
        }
    }

    @Test
    void shouldRefuseBytesBehindTheState() {
        byte[] bytes = TaskStateCodec.encode(new ProgressGenerator(7).next());

        assertThatExceptionOfType(CorruptStateException.class)
                .isThrownBy(() -> TaskStateCodec.decode(Arrays.copyOf(bytes, bytes.length + 1)))
                .withMessageContaining("1 bytes follow");
    }

    @Test
    void shouldRefuseAVersionThatItDoesNotKnow() {
        byte[] bytes = TaskStateCodec.encode(new ProgressGenerator(8).next());
        bytes[0] = 3;

        assertThatExceptionOfType(CorruptStateException.class)
                .isThrownBy(() -> TaskStateCodec.decode(bytes))
                .withMessage("unknown state version 3");
    }

    /** A damaged byte may happen to make another state; what must never come of it is any other failure. */
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15})
    void shouldRefuseDamagedBytesOrTakeThemForAnotherState(long seed) {
        Random random = new Random(seed);
        ProgressGenerator states = new ProgressGenerator(seed);
        int refused = 0;
        for (int i = 0; i < STATES; i++) {
            byte[] bytes = TaskStateCodec.encode(states.next());
            for (int attempt = 0; attempt < 25; attempt++) {
                byte[] damaged = damaged(bytes, random);

                Throwable failure = catchThrowable(() -> TaskStateCodec.decode(damaged));

                if (failure != null) {
                    assertThat(failure).isInstanceOf(CorruptStateException.class);
                    refused++;
                }
            }
        }
        assertThat(refused).isBetween(STATES, STATES * 25);
    }

    @Test
    void shouldRefuseNoise() {
        Random random = new Random(21);
        for (int i = 0; i < 20_000; i++) {
            byte[] noise = new byte[1 + random.nextInt(300)];
            random.nextBytes(noise);
            noise[0] = 1;

            Throwable failure = catchThrowable(() -> TaskStateCodec.decode(noise));

            assertThat(failure).isInstanceOf(CorruptStateException.class);
        }
    }

    /** Stores and changelogs hold such bytes: this file is never edited, a new version gets a new one beside it. */
    @Test
    void shouldReadAndWriteTheGoldenStateOfVersionOne() throws IOException {
        byte[] golden = resource("/golden/task-state.v1.bin");
        TaskProgress expected = SnapshotReader.read(resource("/golden/task-state.v1.json"));

        assertThat(TaskStateCodec.decode(golden)).isEqualTo(expected);
        assertThat(TaskStateCodec.encode(expected)).isEqualTo(golden);
    }

    /** The version of states with an estimated cost. */
    @Test
    void shouldReadAndWriteTheGoldenStateOfVersionTwo() throws IOException {
        byte[] golden = resource("/golden/task-state.v2.bin");
        TaskProgress expected = SnapshotReader.read(resource("/golden/task-state.v2.json"));

        assertThat(TaskStateCodec.decode(golden)).isEqualTo(expected);
        assertThat(TaskStateCodec.encode(expected)).isEqualTo(golden);
    }

    private static byte[] damaged(byte[] bytes, Random random) {
        byte[] damaged = bytes.clone();
        for (int places = 1 + random.nextInt(3); places > 0; places--) {
            int at = random.nextInt(damaged.length);
            damaged[at] = switch (random.nextInt(3)) {
                case 0 -> (byte) (damaged[at] ^ (1 << random.nextInt(8)));
                case 1 -> (byte) 0xFF;
                default -> (byte) random.nextInt();
            };
        }
        return damaged;
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = TaskStateCodecTest.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }
}
