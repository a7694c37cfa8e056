package dev.tracker.schemas.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tracker.schemas.GoldenSnapshots;
import dev.tracker.schemas.TaskProgress;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SnapshotGoldenTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("snapshots")
    void shouldReadTheSnapshotWhenGivenItsFile(String path, TaskProgress progress) {
        assertThat(SnapshotReader.read(GoldenFile.read(path))).isEqualTo(progress);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("snapshots")
    void shouldWriteTheSameBytesAsTheFile(String path, TaskProgress progress) {
        assertThat(new String(SnapshotWriter.write(progress), UTF_8))
                .isEqualTo(new String(GoldenFile.read(path), UTF_8));
    }

    static Stream<Arguments> snapshots() {
        return GoldenSnapshots.all().entrySet().stream()
                .map(entry -> Arguments.of("/golden/snapshots/" + entry.getKey() + ".json", entry.getValue()));
    }
}
