package dev.tracker.formats.internal.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tracker.formats.testkit.Collected;
import dev.tracker.schemas.EventType;
import dev.tracker.schemas.ExecutionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What real sessions of Gemini CLI have in store, each in the smallest session that has it. */
class GeminiCliQuirksTest {

    private static final String ABOUT =
            "\"sessionId\": \"s\", \"projectHash\": \"p\", \"startTime\": \"2026-03-02T09:00:00Z\"";
    private static final String PROMPT = "{\"id\": \"a\", \"type\": \"user\", \"content\": \"Go\"}";

    private final GeminiCliFormat format = new GeminiCliFormat();

    @TempDir
    private Path folder;

    @Test
    void shouldTellEachMessageOnceWhenSeveralStatesOfASessionAreRead() throws IOException {
        // Given
        Path early = document("early.json", PROMPT);
        Path late = document("late.json", PROMPT + ", {\"id\": \"b\", \"type\": \"gemini\", \"content\": \"ok\"}");

        // When
        Collected found = Collected.read(format, early, late, early);

        // Then
        assertThat(found.events())
                .extracting(
                        event -> event.envelope().eventId(),
                        event -> event.envelope().seq())
                .hasSize(4);
        assertThat(found.events().stream()
                        .map(event -> event.envelope().eventId())
                        .distinct())
                .hasSize(2);
    }

    @Test
    void shouldTakeACallsTimeForItsEndAndNoDurationForKnown() throws IOException {
        // Given
        Path file = document("s.json", """
                {"id": "b", "type": "gemini", "timestamp": "2026-03-02T09:00:05Z",
                 "thoughts": [{"subject": "x", "timestamp": "2026-03-02T08:00:00Z"}],
                 "toolCalls": [{"id": "c", "name": "read_file", "args": {"file_path": "x"}, "status": "success",
                                "timestamp": "2026-03-02T09:00:04Z"}]}""");

        // When
        ExecutionEvent.Action action = Collected.read(format, file).only(ExecutionEvent.Action.class);

        // Then
        assertThat(action.envelope().timestamp()).isEqualTo(Instant.parse("2026-03-02T09:00:04Z"));
        assertThat(action.durationMs()).isEqualTo(ExecutionEvent.Action.UNKNOWN_DURATION);
    }

    @Test
    void shouldReadBothStatusAndExitCode() throws IOException {
        // Given
        String call =
                "{\"id\": \"%s\", \"name\": \"run_shell_command\", \"args\": {\"command\": \"make\"}, \"status\": \"%s\","
                        + " \"result\": [{\"functionResponse\": {\"response\": {\"%s\": \"Output: x\\nExit Code: %s\\nSignal: (none)\"}}}]}";
        Path file = document(
                "s.json",
                "{\"id\": \"b\", \"type\": \"gemini\", \"toolCalls\": ["
                        + String.join(
                                ", ",
                                call.formatted("c1", "success", "output", "0"),
                                call.formatted("c2", "success", "output", "2"),
                                call.formatted("c3", "error", "error", "0"),
                                call.formatted("c4", "cancelled", "error", "0"),
                                call.formatted("c5", "of a later version", "output", "0"))
                        + "]}");

        // Then
        assertThat(Collected.read(format, file).all(ExecutionEvent.Action.class))
                .extracting(
                        ExecutionEvent.Action::success,
                        action -> action.envelope().message())
                .containsExactly(
                        tuple(true, null),
                        tuple(false, null),
                        tuple(false, null),
                        tuple(false, "run was cancelled by the user"),
                        tuple(null, null));
    }

    @Test
    void shouldTakeOnlyErrorsForErrors() throws IOException {
        // Given
        Path file = document("s.json", """
                {"id": "a", "type": "user", "content": "Go"},
                {"id": "b", "type": "info", "content": "Request cancelled."},
                {"id": "c", "type": "warning", "content": "Quota is low"},
                {"id": "d", "type": "error", "content": "[API Error: 500]"}""");

        // When
        Collected found = Collected.read(format, file);

        // Then
        assertThat(found.types()).containsExactly(EventType.START, EventType.LOG, EventType.LOG, EventType.ERROR);
        assertThat(found.only(ExecutionEvent.ErrorReport.class).error()).isEqualTo("[API Error: 500]");
    }

    @Test
    void shouldReadASessionThatIsKeptLineByLine() throws IOException {
        // Given
        String answer =
                "{\"id\": \"b\", \"type\": \"gemini\", \"content\": \"ok\", \"tokens\": {\"input\": 10, \"output\": 2}%s}";
        String call =
                ", \"toolCalls\": [{\"id\": \"c\", \"name\": \"read_file\", \"args\": {\"file_path\": \"x\"}, \"status\": \"%s\"}]";
        List<String> lines = List.of(
                "{" + ABOUT + "}",
                PROMPT,
                answer.formatted(""),
                answer.formatted(call.formatted("executing")),
                "{\"$set\": {\"lastUpdated\": \"2026-03-02T09:00:09Z\"}}",
                answer.formatted(call.formatted("success")),
                "{\"id\": \"d\", \"type\": \"user\", \"content\": \"More\"}",
                "{\"$rewindTo\": \"d\"}");
        Path file = Files.write(folder.resolve("session-2026.jsonl"), lines);

        // Then
        assertThat(format.isSession(file)).isTrue();
        assertThat(Collected.read(format, file).types())
                .containsExactly(EventType.START, EventType.ITERATION, EventType.COST, EventType.ACTION, EventType.LOG);
    }

    private Path document(String name, String messages) throws IOException {
        return Files.writeString(
                folder.resolve(name),
                "{" + ABOUT + ", \"lastUpdated\": \"2026-03-02T10:00:00Z\", \"messages\": [" + messages + "]}");
    }
}
