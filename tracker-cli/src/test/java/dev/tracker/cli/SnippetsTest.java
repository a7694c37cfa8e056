package dev.tracker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.cli.dev.TestStack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The examples in {@code docs/snippets} and {@code clients}, run as they stand there. */
@EnabledOnOs({OS.LINUX, OS.MAC})
@ExtendWith(SharedStack.class)
class SnippetsTest {

    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private Path folder;

    @Test
    void shouldFeedATaskWhenTheShellExampleRuns(TestStack stack) throws Exception {
        JsonNode task = taskFedBy("bash", "docs/snippets/feed.sh", stack);

        assertThat(task.path("title").asText()).isEqualTo("Nightly import");
        assertThat(task.path("criteriaVerified").asInt()).isEqualTo(2);
        assertThat(task.path("iteration").asInt()).isEqualTo(2);
        assertThat(task.path("filesCreated")).hasSize(2);
    }

    @Test
    void shouldFeedATaskWhenThePythonExampleRuns(TestStack stack) throws Exception {
        JsonNode task = taskFedBy("python3", "clients/python/example.py", stack);

        assertThat(task.path("title").asText()).isEqualTo("Nightly import");
        assertThat(task.path("criteriaVerified").asInt()).isEqualTo(2);
        assertThat(task.path("iteration").asInt()).isEqualTo(3);
        assertThat(task.path("agentId").asText()).isEqualTo("importer");
    }

    @Test
    void shouldFeedATaskWhenTheCurlExampleRuns(TestStack stack) throws Exception {
        assumeThat(isThere("curl")).as("there is a curl").isTrue();

        JsonNode task = taskFedBy("bash", "docs/snippets/feed-http.sh", stack);

        assertThat(task.path("title").asText()).isEqualTo("Nightly backup");
        assertThat(task.path("criteriaVerified").asInt()).isEqualTo(2);
        assertThat(task.path("agentId").asText()).isEqualTo("cron");
    }

    /** Runs the example, which prints the id of its task, and returns the task as it ended. */
    private JsonNode taskFedBy(String interpreter, String snippet, TestStack stack) throws Exception {
        assumeThat(isThere(interpreter)).as("there is a %s", interpreter).isTrue();
        writeLauncher();
        ProcessBuilder builder = new ProcessBuilder(
                        interpreter, HOME.resolve(snippet).toString())
                .directory(folder.toFile())
                .redirectError(folder.resolve("errors").toFile())
                .redirectOutput(folder.resolve("output").toFile());
        builder.environment().put("TRACKER_DATA", stack.data().toString());
        Process process = builder.start();
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        String output = Files.readString(folder.resolve("output"));
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("errors")))
                .isZero();
        assertThat(output.lines()).hasSize(1);

        return await().atMost(PATIENCE)
                .until(
                        () -> Ran.well(stack, "tasks", "--json").tasks().get(output.strip()),
                        task -> task != null && task.path("status").asText().equals("complete"));
    }

    /** Stands in for {@code ./tracker}, which would build the project first. */
    private void writeLauncher() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Path launcher = folder.resolve("tracker");
        Files.writeString(
                launcher,
                String.format(
                        Locale.ROOT,
                        "#!/bin/sh\nexec '%s' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp '%s' %s \"$@\"\n",
                        java,
                        System.getProperty("java.class.path"),
                        Main.class.getName()),
                StandardCharsets.UTF_8);
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private boolean isThere(String program) throws InterruptedException {
        try {
            ProcessBuilder builder = new ProcessBuilder(program, "--version").redirectErrorStream(true);
            builder.redirectOutput(folder.resolve("version").toFile());
            return builder.start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
