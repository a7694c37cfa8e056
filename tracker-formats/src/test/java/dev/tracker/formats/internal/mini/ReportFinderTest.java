package dev.tracker.formats.internal.mini;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracker.formats.internal.run.RunPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFinderTest {

    @TempDir
    Path home = Path.of("");

    @Test
    void shouldFindTheEvaluationWhenItIsNamedForTheBatch() throws IOException {
        // Given
        report("bench1", "m");
        Path report = report("bench1_eval", "m");
        report("bench_eval", "m");

        // Then
        assertThat(find("bench1", "m")).isIn(report, home.resolve("logs/run_evaluation/bench1/m/task/report.json"));
    }

    @Test
    void shouldFindTheEvaluationWhenItIsNamedForTheBeginningOfTheBatch() throws IOException {
        // Given
        Path report = report("bench_eval", "m");
        report("bench1_eval", "m");

        // Then
        assertThat(find("bench_dev", "m")).isEqualTo(report);
    }

    @Test
    void shouldFindNothingWhenTheNamesOnlyBeginAlike() throws IOException {
        // Given
        report("bench1_eval", "m");
        report("bench_fast_eval", "m");

        // Then
        assertThat(find("bench_slow", "m")).isNull();
        assertThat(find("bench12", "m")).isNull();
    }

    @Test
    void shouldLeaveAnEvaluationToTheBatchItIsNamedFor() throws IOException {
        // Given
        report("bench_eval", "m");
        Files.createDirectories(home.resolve("output/bench"));

        // Then
        assertThat(find("bench_dev", "m")).isNull();
    }

    @Test
    void shouldFindNothingWhenTheEvaluationWasOfAnotherModel() throws IOException {
        // Given
        Path report = report("bench_eval", "acme__small");

        // Then
        assertThat(find("bench_dev", "acme/large")).isNull();
        assertThat(find("bench_dev", "acme/small")).isEqualTo(report);
        assertThat(find("bench_dev", null)).isEqualTo(report);
    }

    private @Nullable Path find(String batch, @Nullable String model) {
        return ReportFinder.find(new RunPlace("task", batch, home.resolve("output"), model));
    }

    private Path report(String run, String model) throws IOException {
        Path file =
                home.resolve("logs/run_evaluation").resolve(run).resolve(model).resolve("task/report.json");
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "{}");
    }
}
