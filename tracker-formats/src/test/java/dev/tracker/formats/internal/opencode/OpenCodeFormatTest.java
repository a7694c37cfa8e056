package dev.tracker.formats.internal.opencode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tracker.formats.Samples;
import dev.tracker.formats.testkit.Collected;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.TokenCounts;
import dev.tracker.schemas.Usd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenCodeFormatTest {

    private static final String SAMPLE = "opencode/export.json";

    private final OpenCodeFormat format = new OpenCodeFormat();

    @TempDir
    private Path folder;

    @Test
    void shouldStartWithThePromptAsTitle() throws IOException {
        // When
        ExecutionEvent.Start start = Samples.read(format, SAMPLE).only(ExecutionEvent.Start.class);

        // Then
        assertThat(start.envelope().taskId()).isEqualTo("ses_0001");
        assertThat(start.envelope().projectId()).isEqualTo("widgets");
        assertThat(start.envelope().timestamp()).isEqualTo(Instant.ofEpochMilli(1_770_000_000_000L));
        assertThat(start.title()).isEqualTo("Paint the widget green.");
    }

    @Test
    void shouldTellWhatEachToolDid() throws IOException {
        // Then
        assertThat(Samples.read(format, SAMPLE).all(ExecutionEvent.Action.class))
                .extracting(
                        ExecutionEvent.Action::action,
                        ExecutionEvent.Action::target,
                        ExecutionEvent.Action::success,
                        ExecutionEvent.Action::durationMs)
                .containsExactly(
                        tuple("read", "/home/dev/widgets/widget.py", true, 20L),
                        tuple("todowrite", null, true, 1L),
                        tuple("edit", "/home/dev/widgets/widget.py", true, 35L),
                        tuple("run", "pytest -q", false, 2000L),
                        tuple("edit", "/home/dev/widgets/none.py", false, 10L));
    }

    @Test
    void shouldBillEachStep() throws IOException {
        // When
        Collected found = Samples.read(format, SAMPLE);

        // Then
        assertThat(found.all(ExecutionEvent.Iteration.class)).hasSize(3);
        assertThat(found.all(ExecutionEvent.Cost.class))
                .extracting(ExecutionEvent.Cost::usd, ExecutionEvent.Cost::tokens, ExecutionEvent.Cost::model)
                .containsExactly(
                        tuple(Usd.of(0.0021), new TokenCounts(900, 70, 100, 800), "tiny-model"),
                        tuple(Usd.of(0.0014), new TokenCounts(120, 40, 1700, 0), "tiny-model"),
                        tuple(null, new TokenCounts(50, 10, 1800, 0), "tiny-model"));
    }

    @Test
    void shouldTellHowTurnsEnd() throws IOException {
        // When
        Collected found = Samples.read(format, SAMPLE);

        // Then
        assertThat(found.all(ExecutionEvent.Waiting.class))
                .extracting(waiting -> waiting.envelope().message())
                .containsExactly("Turn ended");
        assertThat(found.only(ExecutionEvent.ErrorReport.class).error()).isEqualTo("ProviderAuthError: no key");
        assertThat(found.all(ExecutionEvent.Criterion.class)).hasSize(1);
    }

    @Test
    void shouldWaitForTheResultWhenTheLastCallIsStillGoingOn() throws IOException {
        // Given
        String document =
                "{\"info\": {\"id\": \"s\"}, \"messages\": [{\"info\": {\"role\": \"assistant\", \"finish\": \"stop\"}, \"parts\":"
                        + " [{\"type\": \"step-start\"}, {\"type\": \"tool\", \"tool\": \"bash\", \"state\": {\"status\": \"%s\"}}]}]}";

        // When
        List<ExecutionEvent> before = read(document.formatted("running"));
        List<ExecutionEvent> after = read(document.formatted("completed"));

        // Then
        assertThat(before).hasSize(2);
        assertThat(after).hasSize(4).startsWith(before.get(0), before.get(1));
    }

    private List<ExecutionEvent> read(String document) throws IOException {
        return Collected.read(format, Files.writeString(folder.resolve("s.json"), document))
                .events();
    }
}
