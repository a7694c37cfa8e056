package dev.tracker.formats.internal.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tracker.formats.Samples;
import dev.tracker.formats.testkit.Collected;
import dev.tracker.schemas.EventType;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.TokenCounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeminiCliFormatTest {

    private static final String SAMPLE = "gemini-cli/session.json";

    private final GeminiCliFormat format = new GeminiCliFormat();

    @TempDir
    Path folder = Path.of("");

    @Test
    void shouldTellTheSessionInTheOrderOfItsMessages() throws IOException {
        // When
        Collected found = Samples.read(format, SAMPLE);

        // Then
        assertThat(found.types())
                .containsExactly(
                        EventType.START,
                        EventType.ITERATION,
                        EventType.COST,
                        EventType.ACTION,
                        EventType.LOG,
                        EventType.ITERATION,
                        EventType.COST,
                        EventType.ACTION,
                        EventType.ACTION,
                        EventType.ERROR,
                        EventType.ITERATION,
                        EventType.ACTION);
        ExecutionEvent.Start start = found.only(ExecutionEvent.Start.class);
        assertThat(start.title()).isEqualTo("Write a poem into docs.");
        assertThat(start.envelope().timestamp()).isEqualTo(Instant.parse("2026-03-02T08:59:59Z"));
        assertThat(start.envelope().projectId()).isEqualTo("ab".repeat(32));
    }

    @Test
    void shouldReadTheExitCodeOfACommandBesidesTheStatusOfTheCall() throws IOException {
        // When
        Collected found = Samples.read(format, SAMPLE);

        // Then
        assertThat(found.all(ExecutionEvent.Action.class))
                .extracting(
                        ExecutionEvent.Action::action, ExecutionEvent.Action::target, ExecutionEvent.Action::success)
                .containsExactly(
                        tuple("create", "docs/poem.md", true),
                        tuple("run", "ls docs", true),
                        tuple("run", "false", false),
                        tuple("edit", "docs/poem.md", false));
    }

    @Test
    void shouldBillTokensThatSumUpToTheRecordedTotal() throws IOException {
        // When
        ExecutionEvent.Cost cost = Samples.read(format, SAMPLE)
                .all(ExecutionEvent.Cost.class)
                .findFirst()
                .orElseThrow();

        // Then
        assertThat(cost.usd()).isNull();
        assertThat(cost.tokens()).isEqualTo(new TokenCounts(400, 50, 600, 0));
        assertThat(cost.tokens().total()).isEqualTo(1050);
    }

    @Test
    void shouldTellEachMessageOnceWhenItIsThereTwice() throws IOException {
        // Given
        Path file = session("""
                {"id": "a", "type": "gemini"}, {"id": "a", "type": "gemini"}""");

        // When
        Collected found = Collected.read(format, file);

        // Then
        assertThat(found.types()).containsExactly(EventType.START, EventType.ITERATION);
        assertThat(found.records()).isEqualTo(2);
    }

    @Test
    void shouldWaitForTheResultWhenTheLastCallIsStillGoingOn() throws IOException {
        // Given
        String call = """
                {"id": "a", "type": "gemini", "toolCalls": [{"id": "c", "name": "read_file", "status": "%s",
                 "args": {"file_path": "x"}}]}""";

        // When
        List<ExecutionEvent> before =
                Collected.read(format, session(call.formatted("executing"))).events();
        List<ExecutionEvent> after =
                Collected.read(format, session(call.formatted("success"))).events();

        // Then
        assertThat(before).hasSize(2);
        assertThat(after).hasSize(3);
        assertThat(after.subList(0, 2)).isEqualTo(before);
    }

    @Test
    void shouldRecognizeASessionByItsContentWhateverItIsCalled() throws IOException {
        // Given
        Path session = Files.copy(Samples.path(SAMPLE), folder.resolve("full.jsonl"));
        Path lines = Files.writeString(folder.resolve("other.jsonl"), "{\"type\":\"user\",\"sessionId\":\"x\"}\n");

        // Then
        assertThat(format.isSession(session)).isTrue();
        assertThat(format.isSession(lines)).isFalse();
    }

    @Test
    void shouldReportTheFileWhenItIsCutOff() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("cut.json"), "{\"sessionId\": \"s\",\n \"messages\": [");

        // When
        Collected found = Collected.read(format, file);

        // Then
        assertThat(found.events()).isEmpty();
        assertThat(found.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.line()).isEqualTo(2));
    }

    private Path session(String messages) throws IOException {
        return Files.writeString(
                folder.resolve("s.json"),
                "{\"sessionId\": \"s\", \"projectHash\": \"p\", \"messages\": [" + messages + "]}");
    }
}
