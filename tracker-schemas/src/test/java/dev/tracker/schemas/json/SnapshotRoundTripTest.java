package dev.tracker.schemas.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracker.schemas.ProgressGenerator;
import dev.tracker.schemas.TaskProgress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotRoundTripTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldGiveAnEqualSnapshotBackWhenReadingWhatWasWritten(long seed) {
        ProgressGenerator states = new ProgressGenerator(seed);
        ProgressGenerator sameStates = new ProgressGenerator(seed);
        SnapshotWriter writer = new SnapshotWriter();
        for (int i = 0; i < 1_000; i++) {
            // Given
            TaskProgress progress = states.next();

            // When
            byte[] written = writer.toJson(progress);

            // Then
            assertThat(SnapshotReader.read(written)).isEqualTo(progress);
            assertThat(SnapshotWriter.write(sameStates.next())).isEqualTo(written);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5, 6})
    void shouldThrowNothingElseWhenASnapshotIsDamaged(long seed) {
        Random random = new Random(seed);
        ProgressGenerator states = new ProgressGenerator(seed);
        for (int i = 0; i < 1_000; i++) {
            // Given
            byte[] whole = SnapshotWriter.write(states.next());
            byte[] bytes = random.nextInt(4) == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole;
            for (int change = random.nextInt(4); change > 0 && bytes.length > 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(128);
            }

            // When
            Throwable thrown = Assertions.catchThrowable(() -> SnapshotReader.read(bytes));

            // Then
            if (thrown != null) {
                assertThat(thrown)
                        .as(() -> HexFormat.of().formatHex(bytes))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageStartingWith("not a snapshot");
            }
        }
    }
}
