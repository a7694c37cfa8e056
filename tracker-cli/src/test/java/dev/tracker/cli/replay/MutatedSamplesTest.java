package dev.tracker.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.json.DecodedEvent;
import dev.tracker.schemas.json.EventDecoder;
import dev.tracker.schemas.json.EventEncoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Foreign files hold anything: whatever a field turns into, reading goes on and makes accepted events. */
class MutatedSamplesTest {

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final String[] VALUES = {
        "null",
        "true",
        "-1",
        "1e400",
        "1e-999999",
        "99999999999999999999",
        "\"\"",
        "\" \\u0000\\ud800 \"",
        "[]",
        "{}",
        "[[1]]",
        "{\"type\":\"tool_use\",\"id\":7,\"text\":\"x\"}",
        "\"2026-99-99\"",
        "0.5",
        "[null,3,\"x\"]"
    };

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({
        "claude-code,claude-code/session.jsonl,s.jsonl",
        "gemini-cli,gemini-cli/session.json,s.json",
        "mini-swe-agent,mini-swe-agent/output/demo_dev/acme__widget-1/acme__widget-1.traj.json,s.traj.json",
    })
    void shouldMakeAcceptedEventsWhateverAFieldTurnsInto(String format, String sample, String name) throws IOException {
        // Given
        Random random = new Random(42);
        List<String> lines = Files.readAllLines(Collected.samplePath(sample));
        boolean isLines = name.endsWith(".jsonl");
        List<String> documents = isLines ? lines : List.of(String.join("\n", lines));
        for (int round = 0; round < 400; round++) {
            List<String> mutated = new ArrayList<>();
            for (String document : documents) {
                JsonNode root = JSON.readTree(document);
                for (int n = isLines ? random.nextInt(2) : 1 + random.nextInt(4); n > 0; n--) {
                    mutate(root, random);
                }
                mutated.add(JSON.writeValueAsString(root));
            }
            Path file = Files.write(folder.resolve(name), mutated);

            // When
            Collected found = Collected.read(TraceFormats.byName(format), file);

            // Then
            for (ExecutionEvent event : found.events) {
                byte[] key = event.envelope().taskId().getBytes(StandardCharsets.UTF_8);
                assertThat(EventDecoder.decode(key, EventEncoder.encode(event)))
                        .isEqualTo(new DecodedEvent.Valid(event));
            }
        }
    }

    private static void mutate(JsonNode root, Random random) throws IOException {
        JsonNode node = root;
        while (true) {
            int size = node.size();
            if (size == 0) {
                return;
            }
            int at = random.nextInt(size);
            List<String> names = new ArrayList<>();
            node.fieldNames().forEachRemaining(names::add);
            JsonNode child = node.isArray() ? node.path(at) : node.path(names.get(at));
            if (child.isContainerNode() && child.size() > 0 && random.nextInt(4) > 0) {
                node = child;
                continue;
            }
            JsonNode value = JSON.readTree(VALUES[random.nextInt(VALUES.length)]);
            if (node instanceof ArrayNode array) {
                array.set(at, value);
            } else {
                ((ObjectNode) node).set(names.get(at), value);
            }
            return;
        }
    }
}
