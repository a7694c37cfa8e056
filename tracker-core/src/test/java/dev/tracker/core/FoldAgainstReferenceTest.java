package dev.tracker.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracker.core.EventSequences.Step;
import dev.tracker.core.reference.ReferenceReducer;
import dev.tracker.schemas.TaskProgress;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two implementations of {@code docs/fold.md}, written apart, must agree on every prefix of every made log. */
class FoldAgainstReferenceTest {

    private static final int SEEDS = 400;
    private static final int LENGTH = 300;

    static LongStream seeds() {
        return LongStream.range(0, SEEDS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldAgreeWithTheReferenceAfterEveryEvent(long seed) {
        Map<String, TaskProgress> folded = new HashMap<>();
        Map<String, ReferenceReducer> reference = new HashMap<>();
        for (Step step : EventSequences.ofSeed(seed, LENGTH)) {
            String taskId = step.event().envelope().taskId();

            FoldResult result = Fold.fold(folded.get(taskId), step.event(), step.position());
            folded.put(taskId, result.progress());
            ReferenceReducer reducer = reference.computeIfAbsent(taskId, id -> new ReferenceReducer());
            ReferenceReducer.Verdict verdict = reducer.accept(step.event(), step.position());

            assertThat(result.outcome().name()).as("outcome of %s", step).isEqualTo(verdict.name());
            assertThat(result.progress()).as("state after %s", step).isEqualTo(reducer.progress());
        }
    }

    /** The same of tasks that stay live from event to event, as in the topology. Not all are looked at after each event: looking must change nothing. */
    @ParameterizedTest
    @MethodSource("seeds")
    void shouldAgreeWithTheReferenceWhenTasksStayLive(long seed) {
        Map<String, LiveTask> live = new HashMap<>();
        Map<String, ReferenceReducer> reference = new HashMap<>();
        Random looks = new Random(seed);
        for (Step step : EventSequences.ofSeed(seed, LENGTH)) {
            String taskId = step.event().envelope().taskId();

            FoldOutcome outcome = live.computeIfAbsent(
                            taskId, id -> LiveTask.placeholder(step.event().envelope(), step.position()))
                    .fold(step.event(), step.position());
            ReferenceReducer reducer = reference.computeIfAbsent(taskId, id -> new ReferenceReducer());
            ReferenceReducer.Verdict verdict = reducer.accept(step.event(), step.position());

            assertThat(outcome.name()).as("outcome of %s", step).isEqualTo(verdict.name());
            if (looks.nextInt(8) == 0) {
                assertThat(live.get(taskId).toProgress())
                        .as("state after %s", step)
                        .isEqualTo(reducer.progress());
            }
        }
        live.forEach((taskId, task) ->
                assertThat(task.toProgress()).isEqualTo(reference.get(taskId).progress()));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldEndTheSameWhenTheLogIsReadAgainFromAnywhere(long seed) {
        List<Step> steps = EventSequences.ofOneTask(seed, LENGTH).stream()
                .filter(step -> step.position().partition() == 0)
                .toList();
        TaskProgress straight = foldAll(null, steps);

        Random crash = new Random(seed);
        TaskProgress crashed = null;
        int at = 0;
        while (at < steps.size()) {
            int until = at + 1 + crash.nextInt(steps.size() - at);
            crashed = foldAll(crashed, steps.subList(at, until));
            // After a crash the reader goes back to a point that it had passed already; at the end it has read all.
            at = until == steps.size() ? until : crash.nextInt(until + 1);
        }

        assertThat(crashed).isEqualTo(straight);
    }

    @Test
    void shouldMeetEveryOutcomeInTheMadeLogs() {
        Map<FoldOutcome, Integer> outcomes = new EnumMap<>(FoldOutcome.class);
        seeds().forEach(seed -> {
            Map<String, TaskProgress> folded = new HashMap<>();
            for (Step step : EventSequences.ofSeed(seed, LENGTH)) {
                String taskId = step.event().envelope().taskId();
                FoldResult result = Fold.fold(folded.get(taskId), step.event(), step.position());
                folded.put(taskId, result.progress());
                outcomes.merge(result.outcome(), 1, Integer::sum);
            }
        });

        assertThat(outcomes).containsOnlyKeys(FoldOutcome.values());
        assertThat(outcomes.values()).allSatisfy(count -> assertThat(count).isGreaterThan(SEEDS));
    }

    private static TaskProgress foldAll(TaskProgress start, List<Step> steps) {
        TaskProgress progress = start;
        for (Step step : steps) {
            progress = Fold.fold(progress, step.event(), step.position()).progress();
        }
        return progress;
    }
}
