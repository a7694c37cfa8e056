package dev.tracker.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tracker.formats.testkit.Collected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceFilesTest {

    private final TraceFormat format = TraceFormats.installed().byName("claude-code");
    private final Collected sink = new Collected();

    @TempDir
    Path folder = Path.of("");

    @Test
    void shouldSearchFoldersInOrderAndTakeEachFileOnce() throws IOException {
        // Given
        Path b = write("b/x.jsonl", "{\"type\":\"user\",\"sessionId\":\"s\"}\n");
        Path a = write("a/deep/x.jsonl", "{\"type\":\"user\",\"sessionId\":\"s\"}\n");
        write("a/metadata.json", "{}");
        write("a/document.jsonl", "{\n \"sessionId\": \"x\"\n}");

        // When
        List<Path> found = TraceFiles.find(format, List.of(folder, b), sink);

        // Then
        assertThat(found).containsExactly(a, b);
        assertThat(sink.problems()).isEmpty();
    }

    @Test
    void shouldSearchAFolderThatIsALink() throws IOException {
        // Given
        write("a/deep/x.jsonl", "{\"type\":\"user\",\"sessionId\":\"s\"}\n");
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("a"));

        // Then
        assertThat(TraceFiles.find(format, List.of(link), sink)).containsExactly(link.resolve("deep/x.jsonl"));
    }

    @Test
    void shouldTakeANamedFileWhateverItIsCalled() throws IOException {
        // Given
        Path file = write("session.txt", "{}");

        // Then
        assertThat(TraceFiles.find(format, List.of(file), sink)).containsExactly(file);
    }

    @Test
    void shouldSayWhichPathDoesNotExist() {
        // Then
        assertThatThrownBy(() -> TraceFiles.find(format, List.of(folder, folder.resolve("none")), sink))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("none: no such file or folder");
    }

    @Test
    void shouldGoOnWithTheNextFileWhenOneCannotBeRead() throws IOException {
        // Given
        Path good = write("good.jsonl", "{\"type\":\"user\",\"sessionId\":\"s\",\"message\":{\"content\":\"hi\"}}");
        Path empty = write("empty.jsonl", "");
        Path missing = folder.resolve("missing.jsonl");

        // When
        TraceFiles.readAll(format, List.of(missing, empty, good), sink);

        // Then
        assertThat(sink.problems()).extracting(Collected.Problem::file).containsExactly(missing, empty);
        assertThat(sink.events()).hasSize(1);
    }

    @Test
    void shouldListTheKnownNamesWhenAFormatIsUnknown() {
        // Then
        assertThat(TraceFormats.installed().names())
                .containsExactly(
                        "mini-swe-agent", "claude-code", "gemini-cli", "swe-agent", "codex", "openhands", "opencode");
        assertThatThrownBy(() -> TraceFormats.installed().byName("nope"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "mini-swe-agent, claude-code, gemini-cli, swe-agent, codex, openhands, opencode, and auto");
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
