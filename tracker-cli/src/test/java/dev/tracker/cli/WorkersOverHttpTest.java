package dev.tracker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tracker.cli.dev.TestStack;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Workers of {@code clients} report over HTTP; what the server then says of their tasks. They need {@code build/worker-setup}. */
@EnabledOnOs({OS.LINUX, OS.MAC})
@ExtendWith(SharedStack.class)
class WorkersOverHttpTest {

    private static final Path CLIENTS = Path.of("../clients").toAbsolutePath().normalize();
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    @Test
    void shouldEndAsTheWorkerSawItWhenPythonReportsOfEveryKind(TestStack stack) throws Exception {
        // Given a worker that says everything there is to say, and prints what it believes
        Path script = Files.writeString(folder.resolve("worker.py"), """
                import json, os
                from tracker import ProgressTracker

                task = f"python-{os.getpid()}"
                with ProgressTracker(project_id="workers") as tracker:
                    tracker.start_task(task, "agent-1", 0, 9, criteria=["compiles", "tests pass"], max_cost=2.5, title="Every kind \\u2713")
                    tracker.update_iteration(task, 3)
                    tracker.update_progress(task, 12.5)
                    tracker.verify_criterion(task, 1, evidence="ci")
                    tracker.log_action(task, "create", "src/\\u00fc.py", True, duration=1.5)
                    tracker.log_action(task, "edit", "README.md")
                    tracker.log_action(task, "run", "make", False)
                    tracker.cost(task, 0.0184, 5200, 640, 30, 40, model="some-model")
                    tracker.cost(task, 1e-8)
                    tracker.log_error(task, ValueError("flaky"), transient=True)
                    tracker.heartbeat(task, 60)
                    tracker.waiting(task, "for a person")
                    for number in range(2_000):
                        tracker.log(task, f"line {number}")
                    tracker.complete_task(task, False)
                    tracker.update_progress(task, 99)
                    tracker.cost(task, 0.5)
                print(json.dumps(tracker.get_progress(task).to_dict()))
                assert tracker.stats()["delivered"] == tracker.stats()["accepted"], tracker.stats()
                """);

        // When it has run
        JsonNode believed = Ran.parse(run(stack, List.of("python3", script.toString())));

        // Then the server says the same
        JsonNode task = served(stack, believed.path("taskId").asText(), "failed");
        believed.properties()
                .forEach(field -> assertThat(plain(task.path(field.getKey())))
                        .as(field.getKey())
                        .isEqualTo(plain(field.getValue())));
        assertThat(task.path("missing").asInt()).isZero();
        assertThat(task.path("duplicates").asInt()).isZero();
    }

    @Test
    void shouldShowTheJobWhenAShellScriptReports(TestStack stack) throws Exception {
        Files.writeString(Files.createDirectory(folder.resolve("from")).resolve("a"), "x");
        String script = CLIENTS.resolve("shell/nightly-backup.sh").toString();

        run(stack, List.of(script, "from", "to.tar.gz"));

        JsonNode task = await().atMost(PATIENCE)
                .until(
                        () -> tasks(stack).values().stream()
                                .filter(form -> form.path("taskId").asText().startsWith("nightly-backup-"))
                                .filter(form -> form.path("status").asText().equals("complete"))
                                .findFirst()
                                .orElse(null),
                        form -> form != null);
        assertThat(task.path("title").asText()).isEqualTo("Nightly backup");
        assertThat(task.path("criteriaVerified").asInt()).isEqualTo(2);
        assertThat(task.path("filesCreated").get(0).asText()).isEqualTo("to.tar.gz.part");
    }

    private String run(TestStack stack, List<String> command) throws Exception {
        File output = folder.resolve("output").toFile();
        Path errors = folder.resolve("errors");
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command))
                .directory(folder.toFile())
                .redirectError(errors.toFile())
                .redirectOutput(output);
        builder.environment().keySet().removeIf(name -> name.startsWith("TRACKER_"));
        builder.environment()
                .putAll(Map.of(
                        "PYTHONPATH", CLIENTS.resolve("python").toString(),
                        "PYTHONDONTWRITEBYTECODE", "1",
                        "TRACKER_DATA", stack.data().toString(),
                        "TRACKER_URL", stack.endpoints().url(),
                        "TRACKER_SPOOL", folder.resolve("spool").toString()));
        if (command.get(0).endsWith(".sh")) {
            builder.environment().put("TRACKER_TOKEN_FILE", stack.endpoints().tokenFile());
        }
        Process process = builder.start();
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
        assertThat(errors).isEmptyFile();
        return Files.readString(output.toPath());
    }

    private static JsonNode served(TestStack stack, String taskId, String status) {
        return await().atMost(PATIENCE)
                .until(
                        () -> tasks(stack).get(taskId),
                        task -> task != null
                                && task.path("status").asText().equals(status)
                                && task.path("late").asInt() == 1
                                && task.path("cost").asDouble() > 0.5);
    }

    private static Map<String, JsonNode> tasks(TestStack stack) {
        return Ran.well(stack, "tasks", "--json").tasks();
    }

    /** 25 and 25.0 are the same. */
    private static JsonNode plain(JsonNode value) {
        return value.isNumber() ? JsonNodeFactory.instance.numberNode(value.doubleValue()) : value;
    }
}
