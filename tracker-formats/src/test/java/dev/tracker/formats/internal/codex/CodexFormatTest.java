package dev.tracker.formats.internal.codex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tracker.formats.Samples;
import dev.tracker.formats.testkit.Collected;
import dev.tracker.schemas.Evidence;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.TokenCounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodexFormatTest {

    private static final String ID = "0196f000-aaaa-7bbb-8ccc-000000000001";
    private static final String SAMPLE = "codex/rollout-2026-04-01T09-00-00-" + ID + ".jsonl";

    private final CodexFormat format = new CodexFormat();

    @TempDir
    private Path folder;

    @Test
    void shouldStartWithThePromptAsTitle() throws IOException {
        // When
        ExecutionEvent.Start start = Samples.read(format, SAMPLE).only(ExecutionEvent.Start.class);

        // Then
        assertThat(start.envelope().taskId()).isEqualTo(ID);
        assertThat(start.envelope().projectId()).isEqualTo("gadgets");
        assertThat(start.envelope().timestamp()).isEqualTo(Instant.parse("2026-04-01T09:00:01Z"));
        assertThat(start.title()).isEqualTo("Make gadgets quiet.");
    }

    @Test
    void shouldTellWhatEachToolDid() throws IOException {
        // Then
        assertThat(Samples.read(format, SAMPLE).all(ExecutionEvent.Action.class))
                .extracting(
                        ExecutionEvent.Action::action, ExecutionEvent.Action::target, ExecutionEvent.Action::success)
                .containsExactly(
                        tuple("update_plan", null, null),
                        tuple("read", "src", true),
                        tuple("edit", "src/gadget.py", true),
                        tuple("create", "tests/test_gadget.py", true),
                        tuple("run", "pytest -q", false),
                        tuple("run", "pytest -q", true),
                        tuple("web_search_call", "quiet gadgets", true),
                        tuple("update_plan", null, null));
    }

    @Test
    void shouldBillByWhatTheTotalHasGrown() throws IOException {
        // Then
        assertThat(Samples.read(format, SAMPLE).all(ExecutionEvent.Cost.class))
                .extracting(ExecutionEvent.Cost::tokens, ExecutionEvent.Cost::model)
                .containsExactly(
                        tuple(new TokenCounts(200, 80, 1000, 0), "tiny-codex"),
                        tuple(new TokenCounts(200, 120, 1100, 0), "tiny-codex"),
                        tuple(new TokenCounts(100, 30, 1300, 0), "tiny-codex"),
                        tuple(new TokenCounts(100, 70, 1200, 0), "tiny-codex"));
    }

    @Test
    void shouldTellThePlanAsCriteriaThatTheAgentChecksItself() throws IOException {
        // When
        Collected found = Samples.read(format, SAMPLE);

        // Then
        assertThat(found.all(ExecutionEvent.Criterion.class))
                .extracting(
                        ExecutionEvent.Criterion::text,
                        ExecutionEvent.Criterion::verified,
                        ExecutionEvent.Criterion::evidence)
                .containsExactly(
                        tuple("Find the noise", false, Evidence.SELF_CHECKED),
                        tuple("Remove it", false, Evidence.SELF_CHECKED),
                        tuple("Find the noise", true, Evidence.SELF_CHECKED),
                        tuple("Remove it", true, Evidence.SELF_CHECKED));
    }

    @Test
    void shouldTellTurnsErrorsAndFurtherPrompts() throws IOException {
        // When
        Collected found = Samples.read(format, SAMPLE);

        // Then
        assertThat(found.all(ExecutionEvent.Waiting.class))
                .extracting(waiting -> waiting.envelope().message())
                .containsExactly("Turn ended", "Interrupted: interrupted");
        assertThat(found.only(ExecutionEvent.ErrorReport.class).isTransient()).isTrue();
        assertThat(found.only(ExecutionEvent.Log.class).envelope().message()).isEqualTo("Prompt: And the widgets?");
        assertThat(found.all(ExecutionEvent.Iteration.class)).hasSize(7);
    }

    @Test
    void shouldHangASubAgentBelowItsParentAndNameASessionByItsFileWhereItHasNoId() throws IOException {
        // Given
        Path child = Files.writeString(folder.resolve("rollout-2026-04-01T09-00-00-" + ID + ".jsonl"), """
                {"type": "session_meta", "payload": {"source": {"subagent": {"thread_spawn": {"parent_thread_id": "p"}}}}}
                {"type": "event_msg", "payload": {"type": "user_message", "message": "Go"}}
                """);

        // When
        ExecutionEvent.Start start = Collected.read(format, child).only(ExecutionEvent.Start.class);

        // Then
        assertThat(start.envelope().taskId()).isEqualTo(ID);
        assertThat(start.envelope().parentTaskId()).isEqualTo("p");
    }

    @Test
    void shouldReportTheFileWhenNothingInItIsASession() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("x.jsonl"), "{\"a\": 1}\n");

        // Then
        assertThat(Collected.read(format, file).problems()).hasSize(1);
    }
}
