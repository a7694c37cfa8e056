package dev.tracker.formats.internal.claude;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tracker.formats.Samples;
import dev.tracker.formats.testkit.Collected;
import dev.tracker.schemas.Evidence;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.Outcome;
import dev.tracker.schemas.TokenCounts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaudeCodeFormatTest {

    private static final String SAMPLE = "claude-code/session.jsonl";
    private static final String SESSION = "11111111-aaaa-4bbb-8ccc-000000000001";
    private static final String CHILD = SESSION + "/abc123";

    private final ClaudeCodeFormat format = new ClaudeCodeFormat();

    @TempDir
    Path folder = Path.of("");

    @Test
    void shouldStartAtTheFirstRecordWithTheRequestAsTitle() throws IOException {
        // When
        ExecutionEvent.Start start =
                (ExecutionEvent.Start) Samples.read(format, SAMPLE).of(SESSION).get(0);

        // Then
        assertThat(start.title()).isEqualTo("Rename the widget.");
        assertThat(start.envelope().timestamp()).isEqualTo(Instant.parse("2026-03-01T10:00:00Z"));
        assertThat(start.envelope().projectId()).isEqualTo("widgets");
    }

    @Test
    void shouldTellWhatEachToolDid() throws IOException {
        // When
        Collected found = Samples.read(format, SAMPLE);

        // Then
        assertThat(found.of(SESSION))
                .filteredOn(ExecutionEvent.Action.class::isInstance)
                .extracting(ExecutionEvent.Action.class::cast)
                .extracting(
                        ExecutionEvent.Action::action, ExecutionEvent.Action::target, ExecutionEvent.Action::success)
                .containsExactly(
                        tuple("read", "/home/dev/widgets/widget.py", true),
                        tuple("TodoWrite", null, true),
                        tuple("edit", "/home/dev/widgets/widget.py", true),
                        tuple("create", "/home/dev/widgets/test_gadget.py", true),
                        tuple("run", "pytest -q", false),
                        tuple("delegate", "Find the failure", true),
                        tuple("TodoWrite", null, true),
                        tuple("run", "git push", false));
    }

    @Test
    void shouldBillOnlyTheGrowthWhenAnAnswerRepeatsItsUsage() throws IOException {
        // When
        List<ExecutionEvent.Cost> costs =
                Samples.read(format, SAMPLE).all(ExecutionEvent.Cost.class).toList();

        // Then
        assertThat(costs.get(0).tokens()).isEqualTo(new TokenCounts(10, 1, 0, 500));
        assertThat(costs.get(1).tokens()).isEqualTo(new TokenCounts(0, 39, 0, 0));
        assertThat(costs.get(1).usd()).isNull();
    }

    @Test
    void shouldCountAnAnswerOnceWhenItComesInSeveralLines() throws IOException {
        // When
        Collected found = Samples.read(format, SAMPLE);

        // Then
        assertThat(found.of(SESSION))
                .filteredOn(ExecutionEvent.Iteration.class::isInstance)
                .hasSize(8);
    }

    @Test
    void shouldTellTodosAsCriteriaThatTheAgentChecksItself() throws IOException {
        // When
        Collected found = Samples.read(format, SAMPLE);

        // Then
        assertThat(found.all(ExecutionEvent.Criterion.class))
                .extracting(
                        ExecutionEvent.Criterion::index,
                        ExecutionEvent.Criterion::text,
                        ExecutionEvent.Criterion::verified,
                        ExecutionEvent.Criterion::evidence)
                .containsExactly(
                        tuple(0, "Rename the class", false, Evidence.SELF_CHECKED),
                        tuple(1, "Run the tests", false, Evidence.SELF_CHECKED),
                        tuple(0, "Rename the class", true, Evidence.SELF_CHECKED));
        assertThat(found.all(ExecutionEvent.Progress.class))
                .extracting(ExecutionEvent.Progress::percent)
                .containsExactly(0.0, 50.0);
    }

    @Test
    void shouldMakeATaskOfItsOwnOfASubAgent() throws IOException {
        // When
        Collected found = Samples.read(format, SAMPLE);

        // Then
        assertThat(found.of(CHILD))
                .extracting(event -> event.type().wireName())
                .containsExactly("start", "iteration", "cost", "action", "complete");
        assertThat(found.of(CHILD))
                .allMatch(event -> SESSION.equals(event.envelope().parentTaskId()));
        assertThat(((ExecutionEvent.Start) found.of(CHILD).get(0)).title()).isEqualTo("Find the failure");
        assertThat(found.only(ExecutionEvent.Complete.class).outcome()).isEqualTo(Outcome.SUCCESS);
    }

    @Test
    void shouldWaitOnceWhenSeveralRecordsTellTheEndOfTheTurn() throws IOException {
        // When
        Collected found = Samples.read(format, SAMPLE);

        // Then
        assertThat(found.all(ExecutionEvent.Waiting.class))
                .extracting(event -> event.envelope().message())
                .containsExactly("Turn ended", "Interrupted by the user");
        assertThat(found.all(ExecutionEvent.ErrorReport.class)).isEmpty();
    }

    @Test
    void shouldGiveTheSameEventsFirstWhenTheSessionHasGrown() throws IOException {
        // Given
        List<String> lines = Files.readAllLines(Samples.path(SAMPLE));
        List<ExecutionEvent> whole = Samples.read(format, SAMPLE).events();

        for (int n = 0; n <= lines.size(); n++) {
            // When
            List<ExecutionEvent> part =
                    Collected.read(format, file(lines.subList(0, n))).events();

            // Then
            assertThat(whole.subList(0, part.size())).isEqualTo(part);
        }
    }

    @Test
    void shouldReportALineAndGoOnWhenItIsBroken() throws IOException {
        // Given
        String user = user("u1", "hello");
        Path file =
                file(List.of(user, "", user("u2", "x") + user("u3", "y"), "{\"type\":", "[1]", assistant("u4", "m")));

        // When
        Collected found = Collected.read(format, file);

        // Then
        assertThat(found.problems()).extracting(Collected.Problem::line).containsExactly(3L, 4L, 5L);
        assertThat(found.records()).isEqualTo(4);
        assertThat(found.events())
                .extracting(event -> event.type().wireName())
                .containsExactly("start", "log", "log", "iteration");
    }

    @Test
    void shouldReportInvalidUtf8AsAnUnreadableLine() throws IOException {
        // Given
        byte[] line = user("u1", "é").getBytes(StandardCharsets.ISO_8859_1);
        Path file = Files.write(folder.resolve("s.jsonl"), line);

        // When
        Collected found = Collected.read(format, file);

        // Then
        assertThat(found.problems()).isNotEmpty();
        assertThat(found.events()).isEmpty();
    }

    @Test
    void shouldTellARecordOnceWhenItIsThereTwice() throws IOException {
        // Given
        Path file = file(List.of(assistant("u1", "m1"), assistant("u1", "m2")));

        // Then
        assertThat(Collected.read(format, file).all(ExecutionEvent.Iteration.class))
                .hasSize(1);
    }

    @Test
    void shouldIgnoreWhatNoModelSaid() throws IOException {
        // Given
        Path file = file(List.of(
                record("assistant", "u1", "\"message\":{\"id\":\"m\",\"model\":\"<synthetic>\",\"content\":[]}"),
                record("user", "u2", "\"isMeta\":true,\"message\":{\"content\":\"Caveat\"}"),
                record(
                        "user",
                        "u3",
                        "\"isCompactSummary\":true,\"message\":{\"content\":\"This session is being continued\"}"),
                record("user", "u4", "\"message\":{\"content\":\"<local-command-stdout>Bye!</local-command-stdout>\"}"),
                "{\"type\":\"summary\",\"summary\":\"x\",\"leafUuid\":\"y\"}"));

        // Then
        assertThat(Collected.read(format, file).events()).isEmpty();
    }

    @Test
    void shouldTellRetriedFailuresOfTheApiFromFinalOnes() throws IOException {
        // Given
        Path file = file(
                List.of(
                        record(
                                "system",
                                "u1",
                                "\"subtype\":\"api_error\",\"error\":{},\"retryAttempt\":1,\"maxRetries\":10"),
                        record(
                                "assistant",
                                "u2",
                                "\"isApiErrorMessage\":true,\"message\":{\"model\":\"<synthetic>\",\"content\":[{\"type\":\"text\",\"text\":\"API Error: 500\"}]}")));

        // When
        Collected found = Collected.read(format, file);

        // Then
        assertThat(found.all(ExecutionEvent.ErrorReport.class))
                .extracting(ExecutionEvent.ErrorReport::error, ExecutionEvent.ErrorReport::isTransient)
                .containsExactly(tuple("API error, retry 1 of 10", true), tuple("API Error: 500", false));
    }

    @Test
    void shouldCompleteASubAgentInTheBackgroundWhenItsNoteComes() throws IOException {
        // Given
        String launched =
                "\"message\":{\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"t\",\"content\":\"launched\"}]},"
                        + "\"toolUseResult\":{\"status\":\"async_launched\",\"agentId\":\"a1\",\"prompt\":\"Look\"}";
        String note = "<task-notification>\\n<task-id>a1</task-id>\\n<status>failed</status>\\n</task-notification>";
        Path file = file(List.of(
                record("user", "u1", launched),
                record("queue-operation", "u2", "\"operation\":\"enqueue\",\"content\":\"" + note + "\""),
                record("user", "u3", "\"message\":{\"content\":\"" + note + "\"}")));

        // When
        Collected found = Collected.read(format, file);

        // Then
        assertThat(found.of("s/a1"))
                .extracting(event -> event.type().wireName())
                .containsExactly("start", "complete");
        assertThat(found.only(ExecutionEvent.Complete.class).outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void shouldFindTheFileWhenAResultHasLostItsCall() throws IOException {
        // Given
        Path file = file(List.of(record(
                "user",
                "u1",
                "\"message\":{\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"t\",\"content\":\"ok\"}]},"
                        + "\"toolUseResult\":{\"filePath\":\"/a/b.go\",\"structuredPatch\":[]}")));

        // When
        ExecutionEvent.Action action = Collected.read(format, file).only(ExecutionEvent.Action.class);

        // Then
        assertThat(action.action()).isEqualTo("edit");
        assertThat(action.target()).isEqualTo("/a/b.go");
    }

    @Test
    void shouldAttributeASideChainToItsSubAgent() throws IOException {
        // Given
        String side = "\"isSidechain\":true,\"parentUuid\":%s,\"message\":{\"id\":\"m\",\"content\":\"go\"}";
        Path file = file(List.of(
                record("user", "u1", side.formatted("null")), record("assistant", "u2", side.formatted("\"u1\""))));

        // Then
        assertThat(Collected.read(format, file).of("s/u1"))
                .extracting(event -> event.type().wireName())
                .containsExactly("start", "iteration");
    }

    @Test
    void shouldReportTheFileWhenNothingInItIsASession() throws IOException {
        // Given
        Path file = file(List.of("{\"hello\":1}"));

        // Then
        assertThat(Collected.read(format, file).problems()).hasSize(1);
    }

    private Path file(List<String> lines) throws IOException {
        return Files.writeString(folder.resolve("s.jsonl"), String.join("\n", lines));
    }

    private static String user(String uuid, String text) {
        return record("user", uuid, "\"message\":{\"content\":\"" + text + "\"}");
    }

    private static String assistant(String uuid, String messageId) {
        return record("assistant", uuid, "\"message\":{\"id\":\"" + messageId + "\",\"content\":[]}");
    }

    private static String record(String type, String uuid, String rest) {
        return "{\"type\":\"" + type + "\",\"uuid\":\"" + uuid
                + "\",\"sessionId\":\"s\",\"timestamp\":\"2026-03-01T10:00:00Z\"," + rest + "}";
    }
}
