package dev.tracker.formats.internal.mini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tracker.formats.Samples;
import dev.tracker.formats.testkit.Collected;
import dev.tracker.schemas.EventType;
import dev.tracker.schemas.Evidence;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.Outcome;
import dev.tracker.schemas.TokenCounts;
import dev.tracker.schemas.Usd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MiniSweAgentFormatTest {

    private static final String SAMPLE = "mini-swe-agent/output/demo_dev/acme__widget-1/acme__widget-1.traj.json";

    private final MiniSweAgentFormat format = new MiniSweAgentFormat();

    @TempDir
    Path folder = Path.of("");

    @Test
    void shouldStartAtTheFirstAnswerWithTheTestsOfItsEvaluation() throws IOException {
        // When
        ExecutionEvent.Start start = Samples.read(format, SAMPLE).only(ExecutionEvent.Start.class);

        // Then
        assertThat(start.envelope().taskId()).isEqualTo("demo_dev/acme__widget-1");
        assertThat(start.envelope().projectId()).isEqualTo("demo_dev");
        assertThat(start.envelope().timestamp()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(start.title()).isEqualTo("Widgets are too loud");
        assertThat(start.criteria()).containsExactly("test_a_silent", "test_b_quiet", "test_shape");
        assertThat(start.maxIterations()).isEqualTo(250);
        assertThat(start.maxCost()).isEqualTo(Usd.of(3));
    }

    @Test
    void shouldTellWhatEachCommandDid() throws IOException {
        // When
        Collected found = Samples.read(format, SAMPLE);

        // Then
        assertThat(found.all(ExecutionEvent.Action.class))
                .extracting(
                        ExecutionEvent.Action::action, ExecutionEvent.Action::target, ExecutionEvent.Action::success)
                .containsExactly(
                        tuple("read", "widget.py", true),
                        tuple("create", "reproduce.py", true),
                        tuple("edit", "src/widget.py", true),
                        tuple("run", "python reproduce.py", false),
                        tuple("run", "sleep 1000", false),
                        tuple("create", "patch.txt", true),
                        tuple("read", "patch.txt", null));
    }

    @Test
    void shouldBillEachAnswerExactly() throws IOException {
        // When
        List<ExecutionEvent.Cost> costs =
                Samples.read(format, SAMPLE).all(ExecutionEvent.Cost.class).toList();

        // Then
        assertThat(costs).hasSize(7);
        assertThat(costs.get(1).usd()).isEqualTo(new Usd(123_460_000));
        assertThat(costs.get(1).tokens()).isEqualTo(new TokenCounts(101, 50, 900, 0));
        assertThat(costs.get(1).model()).isEqualTo("tiny-model");
    }

    @Test
    void shouldReportAnErrorWhenACommandDidNotRunToItsEnd() throws IOException {
        // When
        ExecutionEvent.ErrorReport error = Samples.read(format, SAMPLE).only(ExecutionEvent.ErrorReport.class);

        // Then
        assertThat(error.error()).isEqualTo("TimeoutExpired: the command timed out after 60 s");
    }

    @Test
    void shouldClaimSuccessAndThenTellWhatTheEvaluationFound() throws IOException {
        // When
        Collected found = Samples.read(format, SAMPLE);

        // Then
        assertThat(found.only(ExecutionEvent.Complete.class).outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(found.types()
                        .subList(
                                found.types().indexOf(EventType.COMPLETE) + 1,
                                found.types().size()))
                .containsExactly(EventType.CRITERION, EventType.CRITERION, EventType.CRITERION);
        assertThat(found.all(ExecutionEvent.Criterion.class))
                .extracting(
                        ExecutionEvent.Criterion::index,
                        ExecutionEvent.Criterion::text,
                        ExecutionEvent.Criterion::verified,
                        ExecutionEvent.Criterion::evidence)
                .containsExactly(
                        tuple(0, "test_a_silent", false, Evidence.CI),
                        tuple(1, "test_b_quiet", true, Evidence.CI),
                        tuple(2, "test_shape", true, Evidence.CI));
    }

    @Test
    void shouldFailWithoutAnyTimeWhenTheRunDiedBeforeItsFirstAnswer() throws IOException {
        // Given
        Path file = run("""
                {"messages": [{"role": "user", "content": "do it"},
                 {"role": "exit", "extra": {"exit_status": "Timeout", "exception_str": "no answer"}}]}""");

        // When
        Collected found = Collected.read(format, file);

        // Then
        assertThat(found.types()).containsExactly(EventType.START, EventType.ERROR, EventType.COMPLETE);
        assertThat(found.events()).allMatch(event -> event.envelope().timestamp() == null);
        assertThat(found.only(ExecutionEvent.Complete.class).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(found.only(ExecutionEvent.ErrorReport.class).error()).isEqualTo("no answer");
    }

    @Test
    void shouldGiveABeginningOfItsEventsWhileTheRunIsStillGoingOn() throws IOException {
        // Given
        Path whole = Samples.path(SAMPLE);
        String text = Files.readString(whole);
        Path growing = whole.getParent().resolve("growing.traj.json");
        Files.writeString(
                growing,
                text.substring(0, text.indexOf("  {\n   \"role\": \"exit\""))
                                .stripTrailing()
                                .replaceFirst(",$", "") + "], \"instance_id\": \"acme__widget-1\"}");

        try {
            // When
            List<ExecutionEvent> before = Collected.read(format, growing).events();
            List<ExecutionEvent> after = Collected.read(format, whole).events();

            // Then
            assertThat(before).hasSizeGreaterThan(20);
            assertThat(after.subList(0, before.size())).isEqualTo(before);
        } finally {
            Files.delete(growing);
        }
    }

    @Test
    void shouldMatchResultsInOrderWhenCallsHaveNoIds() throws IOException {
        // Given
        Path file = run("""
                {"messages": [{"role": "assistant", "extra": {"actions": [{"command": "ls src"}]}},
                 {"role": "user", "content": "a", "extra": {"returncode": 0}},
                 {"role": "user", "content": "say it as JSON", "extra": {"interrupt_type": "FormatError"}}]}""");

        // When
        Collected found = Collected.read(format, file);

        // Then
        assertThat(found.types())
                .containsExactly(EventType.START, EventType.ITERATION, EventType.ACTION, EventType.ERROR);
        assertThat(found.only(ExecutionEvent.Action.class).success()).isTrue();
    }

    @Test
    void shouldGoOnWithoutCriteriaWhenTheReportIsBroken() throws IOException {
        // Given
        Path file = run("{\"messages\": [{\"role\": \"assistant\"}]}");
        Path report = folder.resolve("logs/run_evaluation/batch_eval/some-model/task-1/report.json");
        Files.createDirectories(report.getParent());
        Files.writeString(report, "{\n\"task-1\": ");

        // When
        Collected found = Collected.read(format, file);

        // Then
        assertThat(found.types()).containsExactly(EventType.START, EventType.ITERATION);
        assertThat(found.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.file()).isEqualTo(report);
            assertThat(problem.line()).isEqualTo(2);
        });
    }

    private Path run(String json) throws IOException {
        Path file = folder.resolve("output/batch/task-1/task-1.traj.json");
        Files.createDirectories(file.getParent());
        return Files.writeString(file, json);
    }
}
