package dev.tracker.bench.faults;

import dev.tracker.bench.faults.check.Findings;
import dev.tracker.bench.faults.scenario.NoEffectException;
import dev.tracker.bench.faults.scenario.Scenario;
import dev.tracker.bench.faults.scenario.Step;
import dev.tracker.bench.faults.stage.Stage;
import dev.tracker.bench.run.BenchException;
import dev.tracker.bench.run.TempFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Plays one scenario on a stage of its own. Used once. */
final class ScenarioRun {

    /** So that the first fault meets workers at work. */
    private static final int FIRST_EVENTS = 200;

    private final Scenario scenario;
    private final long seed;
    private final Consumer<String> progress;
    private final List<Long> recoveriesMs = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final List<String> effects = new ArrayList<>();
    private int faults;

    ScenarioRun(Scenario scenario, long seed, Consumer<String> progress) {
        this.scenario = scenario;
        this.seed = seed;
        this.progress = progress;
    }

    /** The plan of so many steps that this seed gives. */
    static List<Step> plan(Scenario scenario, long seed, int steps) {
        return scenario.plan(new Random(seed * 31 + scenario.name().hashCode()), steps);
    }

    /** @param work where data, logs and ledgers go; kept if something is found */
    RunResult play(int steps, Path work) throws InterruptedException {
        List<Step> plan = plan(scenario, seed, steps);
        long started = System.nanoTime();
        TempFolder folder = TempFolder.below(work, scenario.name());
        progress.accept(scenario.name() + ": " + plan.size() + " faults, seed " + seed);
        plan.forEach(step -> progress.accept("  plan: after " + step.pauseMs() + " ms " + step.fault()));
        RunResult result;
        try (Stage stage = Stage.start(scenario.layout(), folder.path(), seed)) {
            play(plan, stage);
            progress.accept("  coming to rest, checking");
            Findings findings = stage.rest();
            findings.all().forEach(finding -> problems.add(finding.toString()));
            result = RunResult.of(
                    scenario.name(),
                    seed,
                    stage,
                    findings,
                    faults,
                    effects,
                    recoveriesMs,
                    problems,
                    (System.nanoTime() - started) / 1e9);
        }
        if (result.ok()) {
            folder.close();
        } else {
            progress.accept("  logs and ledgers are kept in " + folder.path());
        }
        return result;
    }

    private void play(List<Step> plan, Stage stage) throws InterruptedException {
        stage.awaitAcked(FIRST_EVENTS);
        for (Step step : plan) {
            Thread.sleep(step.pauseMs());
            faults++;
            long begun = System.nanoTime();
            try {
                String effect = step.injection().into(stage);
                effects.add(effect);
                stage.awaitPassage();
                long until = stage.recoveredAt() - begun > 0 ? stage.recoveredAt() : System.nanoTime();
                long from = Math.max(begun, stage.healedAt());
                long ms = (until - from) / 1_000_000;
                recoveriesMs.add(ms);
                progress.accept(
                        "  %d/%d %s: %s, recovered in %d ms".formatted(faults, plan.size(), step.fault(), effect, ms));
            } catch (NoEffectException e) {
                problems.add("no effect: " + step.fault() + ": " + e.getMessage());
                progress.accept(
                        "  %d/%d %s: NO EFFECT: %s".formatted(faults, plan.size(), step.fault(), e.getMessage()));
            } catch (BenchException e) {
                problems.add("after " + step.fault() + ": " + e.getMessage());
                progress.accept("  %d/%d %s: %s".formatted(faults, plan.size(), step.fault(), e.getMessage()));
                return;
            }
        }
    }
}
