package dev.tracker.formats.internal.openhands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tracker.formats.Samples;
import dev.tracker.formats.testkit.Collected;
import dev.tracker.schemas.EventType;
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

class OpenHandsFormatTest {

    private static final String SAMPLE = "openhands/greet.json";

    private final OpenHandsFormat format = new OpenHandsFormat();

    @TempDir
    private Path folder;

    @Test
    void shouldStartWithTheFirstEvent() throws IOException {
        // When
        Collected found = Samples.read(format, SAMPLE);

        // Then
        ExecutionEvent.Start start = found.only(ExecutionEvent.Start.class);
        assertThat(start.envelope().taskId()).isEqualTo("greet");
        assertThat(start.envelope().timestamp()).isEqualTo(Instant.parse("2026-05-01T12:00:00.500Z"));
        assertThat(start.title()).isEqualTo("Greet the user from a script.");
    }

    @Test
    void shouldTellWhatEachActionDidByTheObservationThatAnswersIt() throws IOException {
        // Then
        assertThat(Samples.read(format, SAMPLE).all(ExecutionEvent.Action.class))
                .extracting(
                        ExecutionEvent.Action::action, ExecutionEvent.Action::target, ExecutionEvent.Action::success)
                .containsExactly(
                        tuple("read", "/workspace", true),
                        tuple("create", "/workspace/greet.py", true),
                        tuple("run", "cd /workspace && python3 greet.py --loud", false),
                        tuple("edit", "/workspace/greet.py", false),
                        tuple("read", "/workspace/greet.py", true),
                        tuple("task_tracking", null, null));
    }

    @Test
    void shouldBillByWhatTheTotalsHaveGrown() throws IOException {
        // When
        List<ExecutionEvent.Cost> costs =
                Samples.read(format, SAMPLE).all(ExecutionEvent.Cost.class).toList();

        // Then
        assertThat(costs).hasSize(7);
        assertThat(costs.get(1).usd()).isEqualTo(Usd.of(0.015));
        assertThat(costs.get(1).tokens()).isEqualTo(new TokenCounts(700, 140, 700, 0));
        assertThat(costs.stream().map(ExecutionEvent.Cost::usd).reduce(Usd.ZERO, Usd::plus))
                .isEqualTo(Usd.of(0.08));
    }

    @Test
    void shouldCompleteWhenTheAgentFinishes() throws IOException {
        // When
        Collected found = Samples.read(format, SAMPLE);

        // Then
        assertThat(found.only(ExecutionEvent.Complete.class).outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(found.all(ExecutionEvent.Criterion.class))
                .extracting(ExecutionEvent.Criterion::text, ExecutionEvent.Criterion::verified)
                .containsExactly(tuple("Write the script", true), tuple("Run it", false));
    }

    @Test
    void shouldReadEachInstanceOfAnEvaluation() throws IOException {
        // Given
        String line =
                "{\"instance_id\": \"%s\", \"history\": [{\"id\": 0, \"source\": \"user\", \"action\": \"message\","
                        + " \"args\": {\"content\": \"Fix it\"}}, {\"id\": 1, \"source\": \"agent\", \"action\": \"reject\", \"args\": {}}]}\n";
        Path file = Files.createDirectories(folder.resolve("run1")).resolve("output.jsonl");
        Files.writeString(file, line.formatted("a") + line.formatted("b") + "{\"instance_id\": \"c\"}\n");

        // When
        Collected found = Collected.read(format, file);

        // Then
        assertThat(format.isSession(file)).isTrue();
        assertThat(found.of("run1/b"))
                .extracting(ExecutionEvent::type)
                .containsExactly(EventType.START, EventType.ITERATION, EventType.COMPLETE);
        assertThat(found.problems()).extracting(Collected.Problem::line).containsExactly(3L);
    }
}
