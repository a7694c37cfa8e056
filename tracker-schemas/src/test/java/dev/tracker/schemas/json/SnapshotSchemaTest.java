package dev.tracker.schemas.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tracker.schemas.ProgressGenerator;
import dev.tracker.schemas.TaskProgress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SnapshotSchemaTest {

    private static final String SNAPSHOT = new String(GoldenFile.read("/golden/snapshots/running.json"), UTF_8);

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.tracker.schemas.json.SnapshotGoldenTest#snapshots")
    void shouldHoldWhenGivenAGoldenFile(String path, TaskProgress progress) {
        assertThat(Schemas.SNAPSHOT.errors(GoldenFile.read(path))).isEmpty();
    }

    @Test
    void shouldHoldWhenTheWriterWroteIt() {
        ProgressGenerator states = new ProgressGenerator(12);
        for (int i = 0; i < 300; i++) {
            assertThat(Schemas.SNAPSHOT.errors(SnapshotWriter.write(states.next())))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"taskId\":\"demo-task\"|\"taskId\":\"\"",
                "\"taskId\":\"demo-task\"|\"task\":\"demo-task\"",
                "\"status\":\"in_progress\"|\"status\":\"lost\"",
                "\"attempt\":2,\"startSeen\"|\"attempt\":0,\"startSeen\"",
                "\"percent\":33.333333333333336|\"percent\":100.1",
                "\"usd\":0.02486904|\"usd\":-1",
                "\"inputTokens\":12|\"inputTokens\":-12",
                "\"missing\":[[1,1]|\"missing\":[[1]",
                "\"missing\":[[1,1]|\"missing\":[[1,1,1]",
                "\"evidence\":\"ci\"|\"evidence\":\"rumour\"",
                "\"late\":2|\"late\":\"2\"",
                "\"at\":\"2026-01-31T23:59:59.123456Z\"|\"at\":\"2026-01-31T23:59:59.123456+00:00\""
            })
    void shouldNotHoldWhenAFieldIsWrong(String right, String wrong) {
        // Given
        String json = SNAPSHOT.replace(right, wrong);
        assertThat(json).isNotEqualTo(SNAPSHOT);

        // When / Then
        assertThat(Schemas.SNAPSHOT.errors(json)).isNotEmpty();
    }
}
