package dev.tracker.schemas.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormSchemasTest {

    private static final String DASHBOARD = new String(GoldenFile.read("/golden/forms/dashboard.json"), UTF_8);
    private static final String GRAPH = new String(GoldenFile.read("/golden/forms/graph.json"), UTF_8);

    @Test
    void shouldHoldWhenGivenAGoldenFile() {
        assertThat(Schemas.DASHBOARD.errors(DASHBOARD)).isEmpty();
        assertThat(Schemas.GRAPH.errors(GRAPH)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"completedAt\":null|\"completed\":null",
                "\"completedAt\":null|\"completedAt\":0",
                "\"status\":\"in_progress\"|\"status\":\"running\"",
                "\"progress\":33.333333333333336|\"progress\":101",
                "\"time\":\"23:59:59\"|\"time\":\"24:00:00\"",
                "\"time\":\"23:59:59\"|\"time\":\"2026-01-31T23:59:59Z\"",
                "\"filesCreated\":[\"src/Main.java\"]|\"filesCreated\":1",
                "\"cost\":0.02486904|\"cost\":\"0.02\""
            })
    void shouldNotHoldForTheDashboardWhenAFieldIsWrong(String right, String wrong) {
        assertThat(Schemas.DASHBOARD.errors(DASHBOARD.replace(right, wrong))).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"sessionId\":\"sess_demo-task\"|\"sessionId\":\"demo-task\"",
                "\"maxCost\":null|\"maxCost\":\"none\"",
                "\"maxCost\":null,|''",
                "\"status\":\"pass\"|\"status\":\"verified\"",
                "\"logs\":[|\"logs\":[1,"
            })
    void shouldNotHoldForTheGraphWhenAFieldIsWrong(String right, String wrong) {
        assertThat(Schemas.GRAPH.errors(GRAPH.replace(right, wrong))).isNotEmpty();
    }

    @Test
    void shouldNotHoldWhenThereAreTooManyLogs() {
        // Given
        String line = "{\"time\":\"23:59:59\",\"message\":\"m\"},";

        // When / Then
        assertThat(Schemas.DASHBOARD.errors(DASHBOARD.replace("\"logs\":[", "\"logs\":[" + line.repeat(9))))
                .isNotEmpty();
        assertThat(Schemas.GRAPH.errors(GRAPH.replace("\"logs\":[", "\"logs\":[" + line.repeat(4))))
                .isEmpty();
        assertThat(Schemas.GRAPH.errors(GRAPH.replace("\"logs\":[", "\"logs\":[" + line.repeat(5))))
                .isNotEmpty();
    }
}
