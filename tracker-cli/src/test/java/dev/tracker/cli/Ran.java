package dev.tracker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracker.cli.dev.TestStack;
import dev.tracker.cli.option.Endpoints;
import dev.tracker.cli.option.TokenFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A command that was run in this JVM: its exit code and what it printed. */
public record Ran(int exit, String out, String err) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public static Ran command(Map<String, String> environment, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = Main.run(environment, new PrintWriter(out), new PrintWriter(err), arguments);
        return new Ran(exit, out.toString(), err.toString());
    }

    /** Against the running stack, which it finds by its folder. */
    public static Ran command(TestStack stack, String... arguments) {
        Map<String, String> environment = new HashMap<>();
        environment.put("TRACKER_DATA", stack.data().toString());
        return command(environment, arguments);
    }

    /** The same, and it must succeed. */
    public static Ran well(TestStack stack, String... arguments) {
        Ran ran = command(stack, arguments);
        assertThat(ran.exit()).as("%s", ran).isZero();
        assertThat(ran.err()).isEmpty();
        return ran;
    }

    /** What it printed, as one line of JSON. */
    public JsonNode json() {
        assertThat(out.strip()).doesNotContain("\n");
        return parse(out);
    }

    /** What it printed, as a line of JSON for each task. */
    public Map<String, JsonNode> tasks() {
        Map<String, JsonNode> tasks = new HashMap<>();
        for (String line : lines()) {
            JsonNode task = parse(line);
            tasks.put(task.path("taskId").asText(), task);
        }
        assertThat(tasks).hasSameSizeAs(lines());
        return tasks;
    }

    public List<String> lines() {
        return out.lines().toList();
    }

    /** What a program says to the dashboard of a running {@code dev}. */
    public static String bearer(Endpoints endpoints) throws IOException {
        return "Bearer " + TokenFile.read(Path.of(endpoints.tokenFile()));
    }

    public static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + json, e);
        }
    }
}
