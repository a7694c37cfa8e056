package dev.tracker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.cli.dev.TestStack;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code tracker run} in a process of its own, around real commands. */
@EnabledOnOs({OS.LINUX, OS.MAC})
@ExtendWith(SharedStack.class)
class RunCommandTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final String taskId = "run-" + UUID.randomUUID();

    @TempDir
    private Path folder;

    @Test
    void shouldReportACommandAndLeaveItsInputAndOutputAloneWhenItRuns(TestStack stack) throws Exception {
        Process run = start(
                stack.data(),
                List.of("--title", "Greeting", "--criteria", "all read", "--progress-pattern", "(\\d+)%"),
                "read name; printf '\\033[31mhello %s\\033[0m\\n' \"$name\"; echo '60%'; echo oops >&2");
        try (OutputStream in = run.getOutputStream()) {
            in.write("ann\n".getBytes(StandardCharsets.UTF_8));
        }

        String output = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(exitOf(run)).isZero();
        assertThat(output).isEqualTo("\u001B[31mhello ann\u001B[0m\n60%\n");
        assertThat(errors()).isEqualTo("oops\n");
        JsonNode task = ended(stack, "complete");
        assertThat(task.path("logs").toString()).contains("hello ann", "oops").doesNotContain("[31m");
        assertThat(task.path("criteriaVerified").asInt()).isEqualTo(1);
    }

    @Test
    void shouldEndAsTheCommandDoesWhenItFails(TestStack stack) throws Exception {
        Process run = start(stack.data(), List.of(), "echo before; exit 3");

        assertThat(exitOf(run)).isEqualTo(3);
        assertThat(ended(stack, "failed").path("logs").toString()).contains("before", "Exit code 3");
    }

    @Test
    void shouldPassASignalOnAndCallTheTaskCancelledWhenTerminated(TestStack stack) throws Exception {
        Process run = start(
                stack.data(),
                List.of(),
                "trap 'echo cleaning up; exit 9' TERM; echo ready; while :; do sleep 0.1; done");
        try (BufferedReader output = run.inputReader(StandardCharsets.UTF_8)) {
            assertThat(output.readLine()).isEqualTo("ready");

            run.toHandle().destroy();

            assertThat(output.readLine()).isEqualTo("cleaning up");
        }
        assertThat(exitOf(run)).isEqualTo(9);
        assertThat(ended(stack, "cancelled").path("logs").toString())
                .contains("cleaning up", "Cancelled by SIGTERM, exit code 9");
    }

    @Test
    void shouldRunTheCommandAndSendLaterWhenKafkaIsAway(TestStack stack) throws Exception {
        // Given a run while no Kafka is known
        Process run = start(folder.resolve("no-dev"), List.of(), "echo worked");

        assertThat(run.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("worked");
        assertThat(exitOf(run)).isZero();
        assertThat(errors()).contains("no `tracker dev` is running", "wait in " + folder.resolve("spool"));

        // When Kafka is there
        Ran drained = Ran.well(
                stack, "run", "--drain", "--spool", folder.resolve("spool").toString());

        assertThat(drained.out()).contains("Nothing waits.");
        assertThat(ended(stack, "complete").path("logs").toString()).contains("worked");
    }

    @Test
    void shouldSayWhatAShellWouldSayWhenThereIsNoSuchProgram(TestStack stack) {
        Ran ran = Ran.command(
                stack,
                "run",
                "--task",
                taskId,
                "--spool",
                folder.resolve("spool").toString(),
                "--",
                "/no/such/program",
                "--version");

        assertThat(ran.exit()).isEqualTo(127);
        assertThat(ran.err())
                .isEqualTo("tracker run: /no/such/program: there is no such program" + System.lineSeparator());
        assertThat(ended(stack, "failed").path("logs").toString()).contains("there is no such program");
    }

    private Process start(Path data, List<String> options, String script) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "run",
                "--data",
                data.toString(),
                "--task",
                taskId,
                "--wait",
                "60",
                "--spool",
                folder.resolve("spool").toString()));
        command.addAll(options);
        command.addAll(List.of("--", "sh", "-c", script));
        return new ProcessBuilder(command)
                .redirectError(folder.resolve("errors").toFile())
                .start();
    }

    private static int exitOf(Process run) throws InterruptedException {
        assertThat(run.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return run.exitValue();
    }

    private String errors() throws IOException {
        return Files.readString(folder.resolve("errors"));
    }

    private JsonNode ended(TestStack stack, String status) {
        return await().atMost(PATIENCE)
                .until(
                        () -> Ran.well(stack, "tasks", "--json").tasks().get(taskId),
                        task -> task != null && task.path("status").asText().equals(status));
    }
}
