package dev.tracker.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracker.bench.faults.scenario.Scenario;
import dev.tracker.bench.faults.scenario.Scenarios;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The campaign's short form: each role, a worker, PostgreSQL and the broker die once while good and bad records flow. */
@EnabledOnOs(OS.LINUX)
class ShortFaultsTest {

    @TempDir
    private Path folder;

    @Test
    void shouldKeepEveryPromiseWhenEachPartDiesOnce() throws InterruptedException {
        // Given
        Scenario scenario = Scenarios.named("short").orElseThrow();
        List<String> told = new ArrayList<>();

        // When
        RunResult result = new ScenarioRun(scenario, 1, told::add).play(Scenarios.SHORT, folder);

        // Then
        assertThat(result.problems()).as(String.join("\n", told)).isEmpty();
        assertThat(result.ok()).isTrue();
        assertThat(result.line().number("acked")).isPositive();
        assertThat(result.line().number("deadLetters")).isPositive();
        assertThat(result.line().number("tookEffect")).isEqualTo(Scenarios.SHORT);
        assertThat(result.line().number("kills")).isEqualTo(8);
        assertThat(result.line().number("recoveryMaxMs")).isPositive();
    }
}
