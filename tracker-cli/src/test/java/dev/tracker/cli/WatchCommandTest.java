package dev.tracker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracker.cli.dev.TestStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedStack.class)
class WatchCommandTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int BY_SIGTERM = 128 + 15;
    private static final Path SAMPLE =
            Path.of("../tracker-formats/src/test/resources/replay/claude-code/session.jsonl");
    private static final Path OPENCODE = Path.of("../tracker-formats/src/test/resources/replay/opencode/export.json");
    private static final String ID = "11111111-aaaa-4bbb-8ccc-000000000001";

    @TempDir
    private Path folder;

    @Test
    void shouldEndAsTheReplayWhenTheWatcherIsKilledWhileTheSessionGrows(TestStack stack) throws Exception {
        // Given
        String watched = "watched-" + System.nanoTime();
        String replayed = "replayed-" + System.nanoTime();
        // Its tokens are priced on either way.
        String sample = Files.readString(SAMPLE).replace("demo-model", "claude-sonnet-4-5");
        List<String> lines = sample.lines().toList();
        Path session = Files.createDirectories(folder.resolve("sessions")).resolve("s.jsonl");
        Path copy = folder.resolve("copy.jsonl");
        Files.writeString(copy, sample.replace(ID, replayed));
        Ran.well(stack, "replay", "claude-code", copy.toString());

        // When
        int written = 0;
        for (int end : new int[] {lines.size() / 3, 2 * lines.size() / 3, lines.size()}) {
            try (TrackerProcess watcher = watch(stack, session.getParent())) {
                for (; written < end; written++) {
                    Files.writeString(
                            session,
                            lines.get(written).replace(ID, watched) + "\n",
                            StandardOpenOption.CREATE,
                            StandardOpenOption.APPEND);
                }
                if (end < lines.size()) {
                    await().atMost(PATIENCE).until(() -> task(stack, watched) != null);
                    watcher.kill();
                } else {
                    await().atMost(PATIENCE)
                            .untilAsserted(() -> assertThat(essence(stack, watched, watched))
                                    .isEqualTo(essence(stack, replayed, replayed)));
                    assertThat(watcher.terminate()).isEqualTo(BY_SIGTERM);
                    assertThat(watcher.output()).contains("1 files", "0 behind").doesNotContain("\tat ");
                }
            }
        }

        // Then
        assertThat(essence(stack, watched, watched).path("costEstimated").asDouble())
                .isPositive();
        assertThat(essence(stack, watched + "/abc123", watched))
                .isEqualTo(essence(stack, replayed + "/abc123", replayed));
        Ran again = Ran.well(stack, "watch", "claude-code", session.getParent().toString(), "--once");
        assertThat(again.out()).contains("1 files, 0 events sent, 0 behind");
    }

    @Test
    void shouldSayWhereSessionsAreAndWhatIsMissing(TestStack stack) {
        // When
        Ran list = Ran.well(stack, "watch", "--list-formats");
        Ran nowhere = Ran.command(
                stack, "watch", "claude-code", folder.resolve("none").toString());
        Ran placeless = Ran.command(stack, "watch", "swe-agent");

        // Then
        assertThat(list.out()).contains("claude-code", "in ~/.claude/projects", "codex", "auto");
        assertThat(nowhere.exit()).isEqualTo(1);
        assertThat(nowhere.err()).contains("there is no", "none");
        assertThat(placeless.err()).contains("have no usual place; say which folder to watch");
    }

    @Test
    void shouldReadWhatEachFileIsWhenReplayIsAskedForAuto(TestStack stack) throws IOException {
        // Given
        Path unknown = Files.writeString(folder.resolve("x.jsonl"), "{\"hello\": 1}\n");
        Path mixed = Files.createDirectories(folder.resolve("mixed"));
        Files.writeString(mixed.resolve("a.jsonl"), Files.readString(SAMPLE).replace(ID, "auto-" + System.nanoTime()));
        Files.writeString(
                mixed.resolve("b.json"), Files.readString(OPENCODE).replace("ses_0001", "auto-" + System.nanoTime()));
        Files.copy(unknown, mixed.resolve("notes.jsonl"));

        // When
        JsonNode replay =
                Ran.well(stack, "replay", "auto", mixed.toString(), "--json").json();
        Ran nothing = Ran.command(stack, "replay", "auto", unknown.toString());
        Ran other = Ran.command(stack, "replay", "codex", SAMPLE.toString());

        // Then
        assertThat(replay.path("files").asInt()).isEqualTo(2);
        assertThat(replay.path("unreadable").asInt()).isZero();
        assertThat(nothing.exit()).isEqualTo(1);
        assertThat(nothing.out()).contains("x.jsonl: of no known format; known are mini-swe-agent, claude-code");
        assertThat(other.exit()).isEqualTo(1);
        assertThat(other.out()).contains("not of the format codex but of claude-code");
    }

    private TrackerProcess watch(TestStack stack, Path sessions) {
        TrackerProcess watcher = TrackerProcess.start(
                folder,
                Map.of("TRACKER_DATA", stack.data().toString()),
                "watch",
                "claude-code",
                sessions.toString(),
                "--rescan",
                "1");
        watcher.awaitOutput("watching");
        return watcher;
    }

    private static @Nullable JsonNode task(TestStack stack, String id) {
        return Ran.well(stack, "tasks", "--json").tasks().get(id);
    }

    /** What its events made of it, and not when they came, or how often. */
    private static JsonNode essence(TestStack stack, String taskId, String session) {
        JsonNode task = task(stack, taskId);
        assertThat(task).as(taskId).isNotNull();
        ObjectNode copy = (ObjectNode) Ran.parse(task.toString().replace(session, "S"));
        copy.remove(List.of("version", "duplicates", "lastHeardAt", "lastAdvancedAt", "allowanceMs"));
        return copy;
    }
}
