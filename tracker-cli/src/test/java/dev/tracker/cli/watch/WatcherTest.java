package dev.tracker.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.tracker.cli.option.UserException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatcherTest {

    private static final Path SAMPLES = Path.of("../tracker-formats/src/test/resources/replay");
    private static final Path CLAUDE = SAMPLES.resolve("claude-code/session.jsonl");
    private static final Path GEMINI = SAMPLES.resolve("gemini-cli/session.json");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path temp;

    private Path session = Path.of("");
    private Watched watched;

    @BeforeEach
    void begin() throws IOException {
        session = Files.createDirectories(temp.resolve("sessions")).resolve("s.jsonl");
        watched = new Watched("auto", session.getParent(), temp.resolve("data"));
    }

    @AfterEach
    void end() throws IOException {
        watched.close();
    }

    @Test
    void shouldSendWhatItsReplayGivesWhenASessionIsCopiedLineByLine() throws IOException {
        // When
        for (String line : Files.readAllLines(CLAUDE)) {
            append(line + "\n");
            watched.lookAndCommit();
        }

        // Then
        assertThat(watched.counted()).isEqualTo(watched.replay(CLAUDE));
        assertThat(watched.log).hasSize(watched.replayed(CLAUDE));
        assertThat(watched.problems).isEmpty();
    }

    @Test
    void shouldSendNothingTwiceWhenItIsStoppedAtEveryLine() throws IOException {
        // When
        for (String line : Files.readAllLines(CLAUDE)) {
            append(line + "\n");
            watched.kill();
            watched.lookAndCommit();
        }

        // Then
        assertThat(watched.counted()).isEqualTo(watched.replay(CLAUDE));
        assertThat(watched.log).hasSize(watched.replayed(CLAUDE));
    }

    @Test
    void shouldChangeNothingWhenItIsKilledAtAnyLineBeforeItHasNotedWhatItSent() throws IOException {
        // Given
        List<String> lines = Files.readAllLines(CLAUDE);

        for (int killedAt = 0; killedAt < lines.size(); killedAt++) {
            Path folder = Files.createDirectories(temp.resolve("run" + killedAt));
            session = folder.resolve("s.jsonl");
            try (Watched run = new Watched("auto", folder, temp.resolve("data" + killedAt))) {
                // When
                for (int n = 0; n < lines.size(); n++) {
                    append(lines.get(n) + "\n");
                    run.watcher().lookEverywhere();
                    if (n == killedAt) {
                        run.kill();
                    } else {
                        run.watcher().commit();
                    }
                }
                run.lookAndCommit();

                // Then
                assertThat(run.counted()).as("killed at %s", killedAt).isEqualTo(run.replay(CLAUDE));
            }
        }
    }

    @Test
    void shouldWaitForTheRestWhenALineIsHalfWritten() throws IOException {
        // Given
        byte[] all = Files.readAllBytes(CLAUDE);
        Random random = new Random(7);

        // When
        for (int at = 0; at < all.length; ) {
            int end = Math.min(all.length, at + 1 + random.nextInt(400));
            Files.write(
                    session, Arrays.copyOfRange(all, at, end), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            watched.lookAndCommit();
            if (random.nextInt(4) == 0) {
                watched.rest();
            }
            if (random.nextInt(8) == 0) {
                watched.kill();
            }
            at = end;
        }

        // Then
        assertThat(watched.counted()).isEqualTo(watched.replay(CLAUDE));
        assertThat(watched.problems).isEmpty();
    }

    @Test
    void shouldReadTheLastLineWithoutALineFeedOnceNobodyWritesAnyMore() throws IOException {
        // Given
        append(Files.readString(CLAUDE).stripTrailing());
        watched.lookAndCommit();
        int before = watched.log.size();
        watched.kill();
        watched.lookAndCommit();
        assertThat(watched.log).hasSize(before);

        // When
        watched.rest();

        // Then
        assertThat(watched.log).hasSizeGreaterThan(before);
        assertThat(watched.counted()).isEqualTo(watched.replay(CLAUDE));
    }

    @Test
    void shouldReadOnWhenTheFileWasCutAndGrewAgain() throws IOException {
        // Given
        List<String> lines = Files.readAllLines(CLAUDE);
        append(String.join("\n", lines) + "\n");
        watched.lookAndCommit();

        // When
        Files.writeString(session, String.join("\n", lines.subList(0, 5)) + "\n");
        watched.lookAndCommit();
        for (String line : lines.subList(5, lines.size())) {
            append(line + "\n");
            watched.lookAndCommit();
        }

        // Then
        assertThat(watched.counted()).isEqualTo(watched.replay(CLAUDE));
        assertThat(watched.log).hasSize(watched.replayed(CLAUDE));
    }

    @Test
    void shouldReadTheOtherSessionWhenALongerFileTakesThePlace() throws IOException {
        // Given
        List<String> lines = Files.readAllLines(CLAUDE);
        append(String.join("\n", lines.subList(0, 8)) + "\n");
        watched.lookAndCommit();
        String other = Files.readString(CLAUDE).replace("11111111-aaaa", "22222222-bbbb");

        // When
        Files.writeString(session, other);
        watched.lookAndCommit();

        // Then
        assertThat(watched.counted()).containsAllEntriesOf(watched.replay(session));
        assertThat(watched.problems).isEmpty();
    }

    @Test
    void shouldFollowADocumentThatIsRewrittenAndSeenHalfWritten() throws IOException {
        // Given
        Path document = session.resolveSibling("session.json");
        int messages = JSON.readTree(GEMINI.toFile()).path("messages").size();

        // When
        for (int n = 0; n <= messages; n++) {
            byte[] state = JSON.writeValueAsBytes(withMessages(n));
            Files.write(document, Arrays.copyOf(state, state.length / 2));
            watched.lookAndCommit();
            Files.write(document, state);
            watched.clock.addAndGet(100);
            watched.lookAndCommit();
        }
        watched.rest();

        // Then
        assertThat(watched.counted()).isEqualTo(watched.replay(GEMINI));
        assertThat(watched.log).hasSize(watched.replayed(GEMINI));
        assertThat(watched.problems).isEmpty();
    }

    @Test
    void shouldTellOnceThatADocumentIsDamagedWhenItStaysSo() throws IOException {
        // Given
        Path document = session.resolveSibling("session.json");
        Files.writeString(document, "{\"sessionId\": \"s\", \"projectHash\": \"p\", \"messages\": [");

        // When
        watched.lookAndCommit();
        assertThat(watched.problems).isEmpty();
        watched.rest();
        watched.rest();
        watched.rest();

        // Then
        assertThat(watched.problems).singleElement().asString().contains("session.json", "not JSON");
        assertThat(watched.counts.unreadable.get()).isEqualTo(1);
    }

    @Test
    void shouldSendNothingAgainWhenAFileIsRenamed() throws IOException {
        // Given
        append(Files.readString(CLAUDE));
        watched.lookAndCommit();
        int before = watched.log.size();

        // When
        Path elsewhere =
                Files.createDirectories(session.resolveSibling("archive")).resolve("old.jsonl");
        Files.move(session, elsewhere);
        watched.lookAndCommit();
        watched.kill();
        watched.lookAndCommit();

        // Then
        assertThat(watched.log).hasSize(before);
    }

    @Test
    void shouldSendAgainWhatKafkaHasNotAcknowledgedWhenItComesBack() throws IOException {
        // Given
        List<String> lines = Files.readAllLines(CLAUDE);
        append(String.join("\n", lines.subList(0, 10)) + "\n");
        watched.lookAndCommit();

        // When
        watched.isKafkaAway = true;
        append(String.join("\n", lines.subList(10, lines.size())) + "\n");
        assertThatThrownBy(watched.watcher()::lookEverywhere).isInstanceOf(KafkaException.class);
        watched.watcher().takeBack();
        watched.isKafkaAway = false;
        watched.lookAndCommit();

        // Then
        assertThat(watched.counted()).isEqualTo(watched.replay(CLAUDE));
    }

    @Test
    void shouldKeepManySessionsApartWhenTheyAllGrow() throws IOException {
        // Given
        List<String> lines = Files.readAllLines(CLAUDE);
        int sessions = 100;

        // When
        for (int from = 0; from < lines.size(); from += 8) {
            String part = String.join("\n", lines.subList(from, Math.min(lines.size(), from + 8))) + "\n";
            for (int i = 0; i < sessions; i++) {
                session = watched.folder.resolve("s" + i + ".jsonl");
                append(part.replace("11111111-aaaa", "1111%04d-aaaa".formatted(i)));
            }
            watched.lookAndCommit();
        }

        // Then
        assertThat(watched.log).hasSize(sessions * watched.replayed(CLAUDE));
        assertThat(watched.counted()).containsAllEntriesOf(watched.replay(session));
        assertThat(watched.counts.files.get()).isEqualTo(sessions);
    }

    @Test
    void shouldLeaveOldSessionsAloneUntilTheyChangeWhenToldSo() throws IOException {
        // Given
        List<String> lines = Files.readAllLines(CLAUDE);
        append(String.join("\n", lines.subList(0, 10)) + "\n");
        Files.setLastModifiedTime(session, FileTime.fromMillis(1_000));
        watched.since = 2_000_000;
        watched.kill();

        // When
        watched.lookAndCommit();
        assertThat(watched.log).isEmpty();
        append(String.join("\n", lines.subList(10, lines.size())) + "\n");
        watched.lookAndCommit();

        // Then
        assertThat(watched.counted()).isEqualTo(watched.replay(CLAUDE));
    }

    @Test
    void shouldPassOverWhatIsNoSessionUntilItIs() throws IOException {
        // Given
        Files.writeString(session.resolveSibling("notes.txt"), "hello");
        append("{\"type\": \"user\", \"sess");

        // When
        watched.lookAndCommit();
        watched.rest();
        assertThat(watched.counts.files.get()).isZero();
        append("ionId\": \"s\", \"message\": {\"content\": \"hi\"}}\n");
        watched.lookAndCommit();

        // Then
        assertThat(watched.log).hasSize(1);
        assertThat(watched.problems).isEmpty();
    }

    @Test
    void shouldBeginAnewWhenThePositionsAreDamaged() throws IOException {
        // Given
        append(Files.readString(CLAUDE));
        watched.lookAndCommit();
        int before = watched.log.size();
        Files.write(temp.resolve("data/positions.json"), "{\"files\": ".getBytes(StandardCharsets.UTF_8));

        // When
        watched.kill();
        watched.lookAndCommit();

        // Then
        assertThat(watched.log).hasSize(2 * before);
        assertThat(watched.counted()).isEqualTo(watched.replay(CLAUDE));
    }

    @Test
    void shouldRefuseToStartWhenAnotherWatcherKeepsThePositions() {
        // Then
        assertThatThrownBy(() -> PositionFile.open(temp.resolve("data/positions.json")))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("another `tracker watch`");
    }

    private void append(String text) throws IOException {
        Files.writeString(session, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static JsonNode withMessages(int count) throws IOException {
        JsonNode document = JSON.readTree(GEMINI.toFile());
        ArrayNode messages = (ArrayNode) document.path("messages");
        while (messages.size() > count) {
            messages.remove(count);
        }
        return document;
    }
}
