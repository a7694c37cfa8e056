package dev.tracker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.cli.dev.TestStack;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** From the hooks of Claude Code, through the installed script and the sender that it starts, to the task. */
@EnabledOnOs({OS.LINUX, OS.MAC})
@ExtendWith(SharedStack.class)
class HookCommandTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String SESSION = "hook-session-1";

    @TempDir
    private Path folder;

    @Test
    void shouldShowTheSessionWhenItsHooksRun(TestStack stack) throws Exception {
        // Given an installation
        Path inbox = folder.resolve("inbox");
        Path settings = folder.resolve("settings.json");
        Ran.well(
                stack,
                "hook",
                "claude-code",
                "--install",
                "--inbox",
                inbox.toString(),
                "--settings",
                settings.toString());
        JsonNode installed = Ran.parse(Files.readString(settings));

        try {
            // When a session runs its hooks
            for (String event : List.of(
                    "{\"hook_event_name\":\"SessionStart\",\"source\":\"startup\"",
                    "{\"hook_event_name\":\"UserPromptSubmit\",\"prompt\":\"Fix it\"",
                    "{\"hook_event_name\":\"PostToolUse\",\"tool_name\":\"Edit\",\"tool_use_id\":\"t1\",\"tool_input\":{\"file_path\":\"a.py\"}",
                    "{\"hook_event_name\":\"Stop\"",
                    "{\"hook_event_name\":\"SessionEnd\",\"reason\":\"logout\"")) {
                run(installed, event + ",\"session_id\":\"" + SESSION + "\",\"cwd\":\"/home/ann/shop\"}");
            }

            // Then its task is there, under the id that a replay of its file would give it
            JsonNode task = await().atMost(PATIENCE)
                    .until(
                            () -> Ran.well(stack, "tasks", "--json").tasks().get(SESSION),
                            found -> found != null
                                    && found.path("status").asText().equals("complete"));
            assertThat(task.path("filesModified")).hasSize(1);
            assertThat(task.path("logs").toString()).contains("Started: Fix it", "Session ended (logout)");
        } finally {
            endSender(inbox);
        }
    }

    @Test
    void shouldKeepWhatWaitsAndSayWhereWhenKafkaIsAway() throws IOException {
        Path inbox = folder.resolve("away");
        Files.createDirectories(inbox.resolve("new"));
        Files.writeString(
                inbox.resolve("new/1.json"), "{\"hook_event_name\":\"Stop\",\"session_id\":\"hook-session-2\"}");

        Ran ran = Ran.command(
                Map.of(), "hook", "drain", "--inbox", inbox.toString(), "--bootstrap", "127.0.0.1:1", "--json");

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.json().path("inputs").asInt()).isZero();
        assertThat(ran.err()).contains("no Kafka at 127.0.0.1:1", "stays in " + inbox);
        assertThat(inbox.resolve("new/1.json")).exists();
    }

    private void run(JsonNode installed, String input) throws Exception {
        String event = Ran.parse(input).path("hook_event_name").asText();
        String command = installed.at("/hooks/" + event + "/0/hooks/0/command").asText();
        Process process = new ProcessBuilder("sh", "-c", command)
                .redirectErrorStream(true)
                .start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(process.getInputStream().readAllBytes()).isEmpty();
        assertThat(process.waitFor()).isZero();
    }

    private static void endSender(Path inbox) throws IOException {
        long pid = Long.parseLong(Files.readString(inbox.resolve("sender.pid")).strip());
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
    }
}
