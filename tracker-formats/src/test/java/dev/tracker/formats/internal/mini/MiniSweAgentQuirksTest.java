package dev.tracker.formats.internal.mini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracker.formats.Samples;
import dev.tracker.formats.testkit.Collected;
import dev.tracker.schemas.EventType;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.Usd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What real runs of mini-swe-agent have in store, each in the smallest run that has it. */
class MiniSweAgentQuirksTest {

    private static final String SAMPLE = "mini-swe-agent/output/demo_dev/acme__widget-1/acme__widget-1.traj.json";
    private static final String ASSISTANT = """
            {"role": "assistant", "content": "", "reasoning_content": "hm",
             "tool_calls": [{"id": "c", "function": {"name": "bash", "arguments": "{\\"command\\": \\"make\\"}"}}],
             "extra": {"timestamp": 100.5, "actions": [{"command": "make", "tool_call_id": "c"}]}}""";
    private static final String SUBMITTED = "{\"role\": \"exit\", \"extra\": {\"exit_status\": \"Submitted\"}}";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final MiniSweAgentFormat format = new MiniSweAgentFormat();

    @TempDir
    private Path folder;

    @Test
    void shouldBillInSumWhatTheRunSaysItCost() throws IOException {
        // Given
        JsonNode total = JSON.readTree(Samples.path(SAMPLE).toFile()).at("/info/model_stats/instance_cost");

        // When
        Usd sum = Samples.read(format, SAMPLE)
                .all(ExecutionEvent.Cost.class)
                .map(cost -> cost.usd() == null ? Usd.ZERO : cost.usd())
                .reduce(Usd.ZERO, Usd::plus);

        // Then
        assertThat(sum.toBigDecimal().doubleValue()).isCloseTo(total.doubleValue(), within(1e-12));
    }

    @Test
    void shouldCountAnswersAndNotCallsOfTheApiWhenTheLastCallFailed() throws IOException {
        // Given
        Path run = run("a", "i", ASSISTANT + ", " + """
                {"role": "exit", "extra": {"exit_status": "InternalServerError", "exception_str": "502",
                 "traceback": "File /mnt/d/x.py"}}""", "{\"model_stats\": {\"api_calls\": 2}}");

        // When
        Collected found = Collected.read(format, run);

        // Then
        assertThat(found.only(ExecutionEvent.Iteration.class).iteration()).isEqualTo(1);
        assertThat(found.only(ExecutionEvent.ErrorReport.class).error()).isEqualTo("502");
    }

    @Test
    void shouldNotTellWhetherTheCallWorkedWhenTheSubmissionHasNoAnswer() throws IOException {
        // Then
        assertThat(Collected.read(format, run("a", "i", ASSISTANT + ", " + SUBMITTED, "{}"))
                        .only(ExecutionEvent.Action.class)
                        .success())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 123, 127})
    void shouldNotTakeAReturnCodeForAnError(int code) throws IOException {
        // When
        Collected found = Collected.read(format, run("a", "i", ASSISTANT + ", " + result(code, 101), "{}"));

        // Then
        assertThat(found.only(ExecutionEvent.Action.class).success()).isFalse();
        assertThat(found.all(ExecutionEvent.ErrorReport.class)).isEmpty();
    }

    @Test
    void shouldKeepTheOrderOfTheMessagesWhenTimeRunsBackwards() throws IOException {
        // When
        Collected found = Collected.read(format, run("a", "i", ASSISTANT + ", " + result(0, 99.25), "{}"));

        // Then
        assertThat(found.types()).containsExactly(EventType.START, EventType.ITERATION, EventType.ACTION);
        ExecutionEvent.Action action = found.only(ExecutionEvent.Action.class);
        assertThat(action.durationMs()).isEqualTo(ExecutionEvent.Action.UNKNOWN_DURATION);
        assertThat(action.envelope().timestamp()).isEqualTo(Instant.ofEpochMilli(99_250));
    }

    @Test
    void shouldKeepRunsOfOneInstanceApartWhenTheyAreOfSeveralBatches() throws IOException {
        // When
        Collected found = Collected.read(
                format, run("a", "i", ASSISTANT, "{}"), run("b", "i", ASSISTANT, "{}"), run("a", "j", ASSISTANT, "{}"));

        // Then
        assertThat(found.all(ExecutionEvent.Start.class))
                .extracting(start -> start.envelope().taskId())
                .containsExactly("a/i", "b/i", "a/j");
        assertThat(found.events())
                .extracting(event -> event.envelope().eventId())
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldNotLookAheadWhenTheDocumentBeginsWithHowItEnds() throws IOException {
        // Given
        ObjectNode running = (ObjectNode) JSON.readTree(Samples.path(SAMPLE).toFile());
        ObjectNode info = (ObjectNode) running.path("info");
        info.remove(List.of("exit_status", "submission", "model_stats"));
        Path file = Files.createDirectories(folder.resolve("output/demo_dev/acme__widget-1"))
                .resolve("acme__widget-1.traj.json");

        // When
        Files.write(
                file, JSON.writeValueAsBytes(JSON.readTree(Samples.path(SAMPLE).toFile())));
        List<ExecutionEvent> ended = Collected.read(format, file).events();
        Files.write(file, JSON.writeValueAsBytes(running));

        // Then
        assertThat(Collected.read(format, file).events()).isEqualTo(ended);
    }

    @Test
    void shouldKeepForeignLettersAndLineEndings() throws IOException {
        // Given
        String user = "{\"role\": \"user\", \"content\": \"Zähl die Größe ✓\\r\\nmore\"}";
        String call = ASSISTANT.replace("make", "cat é.txt");

        // When
        Collected found = Collected.read(format, run("a", "i", user + ", " + call + ", " + result(0, 101), "{}"));

        // Then
        assertThat(found.only(ExecutionEvent.Start.class).title()).isEqualTo("Zähl die Größe ✓");
        assertThat(found.only(ExecutionEvent.Action.class).target()).isEqualTo("é.txt");
    }

    @Test
    void shouldTakeTheCommandAsTheAgentReadItWhenTheModelsArgumentsAreNoJson() throws IOException {
        // Given
        String call = ASSISTANT.replace("{\\\"command\\\": \\\"make\\\"}", "{\\\"command\\\": \\\"ma");

        // When
        Collected found = Collected.read(format, run("a", "i", call + ", " + result(0, 101), "{}"));

        // Then
        assertThat(found.all(ExecutionEvent.Action.class))
                .extracting(ExecutionEvent.Action::action, ExecutionEvent.Action::target)
                .containsExactly(tuple("run", "make"));
    }

    private static String result(int code, double time) {
        return "{\"role\": \"tool\", \"tool_call_id\": \"c\", \"content\": \"x\", \"extra\": {\"returncode\": " + code
                + ", \"timestamp\": " + time + ", \"raw_output\": \"x\", \"exception_info\": \"\"}}";
    }

    private Path run(String batch, String instance, String messages, String info) throws IOException {
        Path file = folder.resolve("output").resolve(batch).resolve(instance).resolve(instance + ".traj.json");
        Files.createDirectories(file.getParent());
        return Files.writeString(
                file,
                "{\"trajectory_format\": \"mini-swe-agent-1.1\", \"instance_id\": \"" + instance + "\", \"info\": "
                        + info + ", \"messages\": [" + messages + "]}");
    }
}
