package dev.tracker.formats.internal.swe;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweAgentFormatTest {

    private static final String SAMPLE = "swe-agent/demo/acme__widget-2/acme__widget-2.traj";

    private final SweAgentFormat format = new SweAgentFormat();

    @TempDir
    private Path folder;

    @Test
    void shouldStartWithWhatIsToBeDoneAndForHowMuch() throws IOException {
        // When
        ExecutionEvent.Start start = Samples.read(format, SAMPLE).only(ExecutionEvent.Start.class);

        // Then
        assertThat(start.envelope().taskId()).isEqualTo("demo/acme__widget-2");
        assertThat(start.envelope().projectId()).isEqualTo("demo");
        assertThat(start.envelope().timestamp()).isNull();
        assertThat(start.title()).isEqualTo("Widgets beep at night");
        assertThat(start.maxCost()).isEqualTo(Usd.of(3));
    }

    @Test
    void shouldTellWhatEachStepDidAsFarAsItsToolsSaySo() throws IOException {
        // When
        Collected found = Samples.read(format, SAMPLE);

        // Then
        assertThat(found.all(ExecutionEvent.Action.class))
                .extracting(
                        ExecutionEvent.Action::action,
                        ExecutionEvent.Action::target,
                        ExecutionEvent.Action::success,
                        ExecutionEvent.Action::durationMs)
                .containsExactly(
                        tuple("read", "/testbed/src/widget.py", null, 250L),
                        tuple("read", "src", null, 31L),
                        tuple("create", "/testbed/reproduce.py", true, 200L),
                        tuple("run", "python reproduce.py", null, 1500L),
                        tuple("edit", "/testbed/src/widget.py", false, 200L),
                        tuple("edit", "/testbed/src/widget.py", true, 200L),
                        tuple("read", "src/gadget.py", null, 100L),
                        tuple("edit", "/testbed/src/gadget.py", true, 100L),
                        tuple("run", "submit", null, 400L));
        assertThat(found.all(ExecutionEvent.Iteration.class)).hasSize(9);
    }

    @Test
    void shouldBillTheWholeRunOnceItHasEnded() throws IOException {
        // When
        Collected found = Samples.read(format, SAMPLE);

        // Then
        ExecutionEvent.Cost cost = found.only(ExecutionEvent.Cost.class);
        assertThat(cost.usd()).isEqualTo(Usd.of(0.1234567));
        assertThat(cost.tokens()).isEqualTo(new TokenCounts(48_210, 1_530, 0, 0));
        assertThat(cost.model()).isEqualTo("acme/tiny-model");
        assertThat(found.only(ExecutionEvent.Complete.class).outcome()).isEqualTo(Outcome.SUCCESS);
    }

    @ParameterizedTest
    @CsvSource({"submitted (exit_cost)", "exit_context", "exit_format", "early_exit"})
    void shouldFailWhenTheAgentDidNotSubmitOfItsOwnAccord(String status) throws IOException {
        // Given
        Path file = run("[{\"action\": \"ls\", \"observation\": \"\"}]", "{\"exit_status\": \"" + status + "\"}");

        // When
        Collected found = Collected.read(format, file);

        // Then
        assertThat(found.types())
                .containsExactly(
                        EventType.START, EventType.ITERATION, EventType.ACTION, EventType.ERROR, EventType.COMPLETE);
        assertThat(found.only(ExecutionEvent.Complete.class).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(found.only(ExecutionEvent.Complete.class).envelope().message())
                .isEqualTo("Ended: " + status);
    }

    @Test
    void shouldNeitherBillNorCompleteWhileTheRunGoesOn() throws IOException {
        // Given
        Path file = run(
                "[{\"action\": \"ls\", \"state\": \"no json\"}, 7]",
                "{\"exit_status\": null, \"model_stats\": {\"instance_cost\": 0.5}}");

        // When
        Collected found = Collected.read(format, file);

        // Then
        assertThat(found.types()).containsExactly(EventType.START, EventType.ITERATION, EventType.ACTION);
        assertThat(found.problems()).hasSize(1);
    }

    private Path run(String trajectory, String info) throws IOException {
        return Files.writeString(
                folder.resolve("x.traj"), "{\"trajectory\": " + trajectory + ", \"info\": " + info + "}");
    }
}
