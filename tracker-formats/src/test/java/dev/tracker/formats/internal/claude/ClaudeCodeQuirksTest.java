package dev.tracker.formats.internal.claude;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tracker.formats.testkit.Collected;
import dev.tracker.schemas.EventType;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.Outcome;
import dev.tracker.schemas.TokenCounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What real sessions of Claude Code have in store, each in the smallest session that has it. */
class ClaudeCodeQuirksTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final ClaudeCodeFormat format = new ClaudeCodeFormat();
    private final List<String> lines = new ArrayList<>();
    private String session = "s";
    private String cwd = "/home/dev/widgets";

    @TempDir
    private Path folder;

    @Test
    void shouldGoByLinesWhenTimeRunsBackwards() throws IOException {
        // Given
        call(NOON, "m1", "t1", "Bash", "{\"command\":\"make\"}");
        line(NOON.minusSeconds(9), "progress", "\"data\":{\"type\":\"hook_progress\"}");
        result(NOON.minusSeconds(5), "t1", "\"content\":\"ok\"", "{}");

        // When
        Collected found = read();

        // Then
        assertThat(found.types()).containsExactly(EventType.START, EventType.ITERATION, EventType.ACTION);
        assertThat(found.only(ExecutionEvent.Action.class).durationMs())
                .isEqualTo(ExecutionEvent.Action.UNKNOWN_DURATION);
    }

    @Test
    void shouldPassOverLinesWithoutASessionOrATime() throws IOException {
        // Given
        lines.add("{\"type\":\"summary\",\"summary\":\"x\",\"leafUuid\":\"y\"}");
        lines.add("{\"type\":\"file-history-snapshot\",\"snapshot\":{\"timestamp\":\"2020-01-01T00:00:00Z\"}}");
        prompt(NOON, "Go");

        // Then
        assertThat(read().only(ExecutionEvent.Start.class).envelope().timestamp())
                .isEqualTo(NOON);
    }

    @Test
    void shouldReadBothRecordsWhenABrokenWriteHasMergedThem() throws IOException {
        // Given
        prompt(NOON, "Go");
        prompt(NOON, "Go on");
        String merged = lines.get(0) + lines.get(1);
        lines.clear();
        lines.add(merged);
        lines.add("{\"type\":\"user\",\"sess" + merged);

        // When
        Collected found = read();

        // Then
        assertThat(found.types()).containsExactly(EventType.START, EventType.LOG);
        assertThat(found.problems()).extracting(Collected.Problem::line).containsExactly(1L, 2L);
    }

    @Test
    void shouldTakeAResultForASuccessWhenItDoesNotSayOtherwise() throws IOException {
        // Given
        call(NOON, "m1", "t1", "Read", "{\"file_path\":\"/a\"}");
        result(NOON, "t1", "\"content\":[{\"type\":\"text\",\"text\":\"1 x\"}]", "{\"type\":\"text\"}");

        // Then
        assertThat(read().only(ExecutionEvent.Action.class).success()).isTrue();
    }

    @Test
    void shouldTellNoActionWhenACallHasNoResult() throws IOException {
        // Given
        call(NOON, "m1", "t1", "Bash", "{\"command\":\"sleep 1000\"}");

        // Then
        assertThat(read().types()).containsExactly(EventType.START, EventType.ITERATION);
    }

    @Test
    void shouldTellAFailedActionAndNoErrorWhenAToolFailsInOneOfItsWays() throws IOException {
        // Given
        call(NOON, "m1", "t1", "Bash", "{\"command\":\"make\"}");
        result(NOON, "t1", "\"is_error\":true,\"content\":\"Exit code 2\\nboom\"", "\"Error: Exit code 2\"");
        call(NOON, "m2", "t2", "Edit", "{\"file_path\":\"/a\"}");
        result(
                NOON,
                "t2",
                "\"is_error\":true,\"content\":\"<tool_use_error>not read yet</tool_use_error>\"",
                "\"Error\"");
        call(NOON, "m3", "t3", "Write", "{\"file_path\":\"/b\"}");
        result(
                NOON,
                "t3",
                "\"is_error\":true,\"content\":\"The user doesn't want to proceed with this tool use.\"",
                "\"User rejected tool use\"");

        // When
        Collected found = read();

        // Then
        assertThat(found.all(ExecutionEvent.Action.class))
                .extracting(
                        ExecutionEvent.Action::action,
                        ExecutionEvent.Action::success,
                        action -> action.envelope().message())
                .containsExactly(
                        tuple("run", false, null),
                        tuple("edit", false, null),
                        tuple("write", false, "write was refused by the user"));
        assertThat(found.all(ExecutionEvent.ErrorReport.class)).isEmpty();
    }

    @Test
    void shouldCreateOrWriteAsTheResultSays() throws IOException {
        // Given
        call(NOON, "m1", "t1", "Write", "{\"file_path\":\"/a\"}");
        result(NOON, "t1", "\"content\":\"ok\"", "{\"type\":\"create\",\"filePath\":\"/a\"}");
        call(NOON, "m2", "t2", "Write", "{\"file_path\":\"/b\"}");
        result(NOON, "t2", "\"content\":\"ok\"", "{\"type\":\"update\",\"filePath\":\"/b\"}");

        // Then
        assertThat(read().all(ExecutionEvent.Action.class))
                .extracting(ExecutionEvent.Action::action, ExecutionEvent.Action::target)
                .containsExactly(tuple("create", "/a"), tuple("write", "/b"));
    }

    @Test
    void shouldBillASubAgentOnItsOwn() throws IOException {
        // Given
        call(NOON, "m1", "t1", "Task", "{\"description\":\"Look\",\"prompt\":\"Look well\"}");
        String inner =
                "{\"type\":\"assistant\",\"uuid\":\"i1\",\"message\":{\"id\":\"n1\",\"usage\":{\"input_tokens\":7,\"output_tokens\":2},"
                        + "\"content\":[{\"type\":\"tool_use\",\"id\":\"u1\",\"name\":\"Grep\",\"input\":{\"pattern\":\"x\"}}]}}";
        line(
                NOON,
                "progress",
                "\"parentToolUseID\":\"t1\",\"data\":{\"type\":\"agent_progress\",\"agentId\":\"a1\",\"message\":"
                        + inner + "}");
        result(NOON, "t1", "\"content\":\"found\"", "{\"agentId\":\"a1\",\"status\":\"completed\",\"totalTokens\":99}");

        // When
        Collected found = read();

        // Then
        assertThat(found.only(ExecutionEvent.Cost.class).envelope().taskId()).isEqualTo("s/a1");
        assertThat(found.only(ExecutionEvent.Cost.class).tokens()).isEqualTo(new TokenCounts(7, 2, 0, 0));
        assertThat(found.only(ExecutionEvent.Complete.class).outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(found.of("s/a1"))
                .allMatch(event -> "s".equals(event.envelope().parentTaskId()));
    }

    @Test
    void shouldNotCompleteASubAgentThatWasSentToTheBackground() throws IOException {
        // Given
        call(NOON, "m1", "t1", "Task", "{\"description\":\"Look\"}");
        result(NOON, "t1", "\"content\":\"launched\"", "{\"agentId\":\"a1\",\"status\":\"async_launched\"}");

        // Then
        assertThat(read().of("s/a1")).extracting(ExecutionEvent::type).containsExactly(EventType.START);
    }

    @Test
    void shouldTellEachThingOfASubAgentOnceWhenItIsInAFileOfItsOwnToo() throws IOException {
        // Given
        session = "11111111-aaaa";
        String records = "\"isSidechain\":true,\"agentId\":\"a1\",\"message\":{\"id\":\"%s\",\"content\":[%s]}";
        String tool = "{\"type\":\"tool_use\",\"id\":\"u1\",\"name\":\"Grep\",\"input\":{\"pattern\":\"x\"}}";
        line(NOON, "assistant", records.formatted("n0", "{\"type\":\"text\",\"text\":\"I look\"}"));
        line(NOON, "assistant", records.formatted("n1", tool));
        Path own = folder.resolve(session).resolve("subagents/agent-a1.jsonl");
        Files.createDirectories(own.getParent());
        Files.write(own, lines);
        lines.clear();
        call(NOON, "m1", "t1", "Task", "{\"description\":\"Look\"}");
        line(
                NOON,
                "progress",
                "\"parentToolUseID\":\"t1\",\"data\":{\"type\":\"agent_progress\",\"agentId\":\"a1\",\"message\":{\"type\":\"assistant\","
                        + "\"uuid\":\"i1\",\"message\":{\"id\":\"n1\",\"content\":[" + tool + "]}}}");
        result(NOON, "t1", "\"content\":\"found\"", "{\"agentId\":\"a1\",\"status\":\"completed\"}");
        Path main = Files.write(folder.resolve(session + ".jsonl"), lines);

        // When
        Collected found = Collected.read(format, main, own);

        // Then
        assertThat(found.of(session + "/a1"))
                .extracting(ExecutionEvent::type)
                .containsExactly(EventType.COMPLETE, EventType.START, EventType.ITERATION, EventType.ITERATION);
        found.byCounter()
                .values()
                .forEach(events -> assertThat(events)
                        .extracting(event -> event.envelope().seq())
                        .doesNotHaveDuplicates());
    }

    @Test
    void shouldKeepSessionsApartWhenTheyOverlap() throws IOException {
        // Given
        prompt(NOON, "One");
        session = "r";
        prompt(NOON.plusSeconds(1), "Two");
        session = "s";
        prompt(NOON.plusSeconds(2), "More");

        // When
        Collected found = read();

        // Then
        assertThat(found.of("s")).extracting(ExecutionEvent::type).containsExactly(EventType.START, EventType.LOG);
        assertThat(found.of("r")).extracting(ExecutionEvent::type).containsExactly(EventType.START);
    }

    @Test
    void shouldStayOneTaskWhenTheUserIsAwayOverMidnightAndMovesToAnotherFolder() throws IOException {
        // Given
        prompt(NOON, "One");
        cwd = "/home/dev/gadgets";
        prompt(NOON.plusSeconds(86_400), "Two");

        // When
        Collected found = read();

        // Then
        assertThat(found.events())
                .extracting(
                        event -> event.envelope().taskId(),
                        event -> event.envelope().projectId())
                .containsExactly(tuple("s", "widgets"), tuple("s", "widgets"));
    }

    @Test
    void shouldTakeACompactionForNoPrompt() throws IOException {
        // Given
        prompt(NOON, "One");
        line(
                NOON,
                "system",
                "\"subtype\":\"compact_boundary\",\"parentUuid\":null,\"logicalParentUuid\":\"x\","
                        + "\"compactMetadata\":{\"trigger\":\"auto\",\"preTokens\":155000}");
        line(
                NOON,
                "user",
                "\"isCompactSummary\":true,\"message\":{\"content\":\"This session is being continued ...\"}");

        // When
        Collected found = read();

        // Then
        assertThat(found.types()).containsExactly(EventType.START, EventType.LOG);
        assertThat(found.events().get(1).envelope().message()).isEqualTo("Conversation compacted");
    }

    @Test
    void shouldTellWhenTheUserInterrupts() throws IOException {
        // Given
        prompt(NOON, "One");
        line(
                NOON,
                "user",
                "\"message\":{\"content\":[{\"type\":\"text\",\"text\":\"[Request interrupted by user for tool use]\"}]}");

        // Then
        assertThat(read().only(ExecutionEvent.Waiting.class).envelope().message())
                .isEqualTo("Interrupted by the user");
    }

    @Test
    void shouldBeAliveWhileACommandRuns() throws IOException {
        // Given
        prompt(NOON, "One");
        line(NOON, "progress", "\"data\":{\"type\":\"bash_progress\",\"elapsedTimeSeconds\":5,\"output\":\"x\"}");
        line(NOON, "progress", "\"data\":{\"type\":\"hook_progress\",\"hookEvent\":\"Stop\"}");
        line(NOON, "pr-link", "\"prUrl\":\"https://example.org/pull/1\"");

        // Then
        assertThat(read().types()).containsExactly(EventType.START, EventType.HEARTBEAT, EventType.LOG);
    }

    @Test
    void shouldKeepLongLinesAndForeignLetters() throws IOException {
        // Given
        String box = "┌─ \u001b[31mREDACTED\u001b[0m → 😀".replace("\u001b", "\\u001b");
        prompt(NOON, box + "x".repeat(200_000));

        // Then
        assertThat(read().only(ExecutionEvent.Start.class).title())
                .startsWith("┌─ \u001b[31mREDACTED\u001b[0m → 😀")
                .hasSize(200);
    }

    @Test
    void shouldNameToolsThatItDoesNotKnowByTheirOwnNames() throws IOException {
        // Given
        call(NOON, "m1", "t1", "mcp__tracker__estimate", "{\"points\":3}");
        result(NOON, "t1", "\"content\":null", "[1]");

        // Then
        assertThat(read().only(ExecutionEvent.Action.class).action()).isEqualTo("mcp__tracker__estimate");
    }

    private void prompt(Instant time, String text) {
        line(time, "user", "\"message\":{\"role\":\"user\",\"content\":\"" + text + "\"}");
    }

    private void call(Instant time, String message, String id, String tool, String input) {
        line(
                time,
                "assistant",
                "\"message\":{\"id\":\"" + message
                        + "\",\"model\":\"tiny\",\"content\":[{\"type\":\"tool_use\",\"id\":\"" + id + "\",\"name\":\""
                        + tool + "\",\"input\":" + input + "}]}");
    }

    private void result(Instant time, String id, String block, String details) {
        line(
                time,
                "user",
                "\"message\":{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"" + id + "\","
                        + block + "}]},\"toolUseResult\":" + details);
    }

    private void line(Instant time, String type, String rest) {
        lines.add("{\"type\":\"" + type + "\",\"uuid\":\"u-" + session + lines.size() + "\",\"sessionId\":\"" + session
                + "\",\"cwd\":\"" + cwd + "\",\"timestamp\":\"" + time + "\"," + rest + "}");
    }

    private Collected read() throws IOException {
        return Collected.read(format, Files.write(folder.resolve("s.jsonl"), lines));
    }
}
