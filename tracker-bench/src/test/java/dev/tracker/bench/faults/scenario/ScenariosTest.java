package dev.tracker.bench.faults.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScenariosTest {

    private static final int STEPS = 12;

    static List<Scenario> scenarios() {
        return Scenarios.all();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void shouldPlanTheSameFaultsFromTheSameSeed(Scenario scenario) {
        assertThat(words(scenario, 7)).isEqualTo(words(scenario, 7)).hasSize(STEPS);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void shouldHavePlansThatBeginAlikeHoweverLongTheyAre(Scenario scenario) {
        List<String> shorter = scenario.plan(new Random(3), 4).stream()
                .map(ScenariosTest::words)
                .toList();
        assertThat(scenario.plan(new Random(3), STEPS).stream().map(ScenariosTest::words))
                .startsWith(shorter.toArray(String[]::new));
    }

    private static List<String> words(Scenario scenario, long seed) {
        return scenario.plan(new Random(seed), STEPS).stream()
                .map(ScenariosTest::words)
                .toList();
    }

    private static String words(Step step) {
        return step.pauseMs() + " " + step.fault();
    }
}
