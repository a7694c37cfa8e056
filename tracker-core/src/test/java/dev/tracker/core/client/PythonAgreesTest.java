package dev.tracker.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracker.core.Projections;
import dev.tracker.schemas.TaskProgress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The local view of {@code clients/python} follows the fold: the same calls give the same forms, after each call. */
class PythonAgreesTest {

    private static final int CALLS = 1_500;
    private static final int SEEDS = 2;

    /** Two lone halves, or a whole pair, must reach Python as they are; UTF-8 can't carry the first. */
    private static final ObjectMapper ASCII =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void shouldShowTheSameWhenTheSameIsCalled() throws Exception {
        TreeSet<String> statuses = new TreeSet<>();
        for (int seed = 1; seed <= SEEDS; seed++) {
            // Given the same calls for both
            List<MadeCalls.Call> calls = MadeCalls.ofSeed(seed, CALLS);

            // When each client is called
            List<JsonNode> java = inJava(calls);
            List<JsonNode> python = inPython(calls);

            // Then every form is the same
            assertThat(python).hasSameSizeAs(java);
            for (int i = 0; i < calls.size(); i++) {
                assertThat(compared(python.get(i), python.get(i)))
                        .as("seed %s, after call %s: %s", seed, i, abridged(calls.get(i)))
                        .isEqualTo(compared(java.get(i), python.get(i)));
                statuses.add(python.get(i).path("dashboard").path("status").asText());
            }
        }
        assertThat(statuses).contains("pending", "in_progress", "complete", "failed", "cancelled");
    }

    private static List<JsonNode> inJava(List<MadeCalls.Call> calls) {
        SetClock clock = new SetClock();
        // Nobody listens there: what the local view says does not depend on Kafka.
        TrackerSettings settings = TrackerSettings.builder("127.0.0.1:1", "agent-1")
                .clock(clock)
                .bufferBytes(1 << 30)
                .build();
        ProgressTracker tracker = new ProgressTracker(settings);
        List<JsonNode> forms = new ArrayList<>();
        try {
            for (MadeCalls.Call call : calls) {
                clock.now = call.now();
                ObjectNode form = JSON.createObjectNode();
                try {
                    call.inJava().accept(tracker);
                    TaskProgress task = tracker.getProgress(call.taskId()).orElseThrow();
                    form.set("dashboard", JSON.valueToTree(Projections.toDashboard(task)));
                    form.set("graph", JSON.valueToTree(Projections.toGraphUi(task)));
                } catch (IllegalArgumentException e) {
                    form.put("refused", "ValueError");
                }
                forms.add(form);
            }
        } finally {
            tracker.close(Duration.ZERO);
        }
        return forms;
    }

    private List<JsonNode> inPython(List<MadeCalls.Call> calls) throws Exception {
        Path input = folder.resolve("calls");
        List<String> lines = new ArrayList<>();
        for (MadeCalls.Call call : calls) {
            lines.add(ASCII.writeValueAsString(call.inPython()));
        }
        Files.write(input, lines);
        List<JsonNode> forms = new ArrayList<>();
        for (String line : Python.script(Path.of("src/test/python/calls.py"), input, folder.resolve("forms"))) {
            forms.add(JSON.readTree(line));
        }
        return forms;
    }

    /** The form with the fields that Python's has (what only a reader of the log can know is left out there), numbers alike. */
    private static JsonNode compared(JsonNode form, JsonNode pythons) {
        if (pythons.has("refused")) {
            return form;
        }
        ObjectNode result = JSON.createObjectNode();
        result.set("dashboard", like(form.path("dashboard"), pythons.path("dashboard")));
        result.set("graph", numbersAlike(form.path("graph")));
        return result;
    }

    private static JsonNode like(JsonNode form, JsonNode pythons) {
        ObjectNode result = JSON.createObjectNode();
        pythons.properties().forEach(field -> result.set(field.getKey(), numbersAlike(form.path(field.getKey()))));
        return result;
    }

    private static JsonNode numbersAlike(JsonNode node) {
        if (node.isNumber()) {
            return JSON.getNodeFactory().numberNode(node.doubleValue());
        }
        if (node.isObject()) {
            ObjectNode result = JSON.createObjectNode();
            node.properties().forEach(field -> result.set(field.getKey(), numbersAlike(field.getValue())));
            return result;
        }
        return node;
    }

    private static String abridged(MadeCalls.Call call) {
        String text = call.inPython().toString();
        return text.length() <= 500 ? text : text.substring(0, 500);
    }

    private static final class SetClock extends Clock {

        private Instant now = Instant.EPOCH;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("UTC only");
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
