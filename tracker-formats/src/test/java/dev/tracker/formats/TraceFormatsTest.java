package dev.tracker.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tracker.formats.testkit.Collected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceFormatsTest {

    private final TraceFormats formats = TraceFormats.installed();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "claude-code, claude-code/session.jsonl",
        "gemini-cli, gemini-cli/session.json",
        "mini-swe-agent, mini-swe-agent/output/demo_dev/acme__widget-1/acme__widget-1.traj.json",
        "swe-agent, swe-agent/demo/acme__widget-2/acme__widget-2.traj",
        "codex, codex/rollout-2026-04-01T09-00-00-0196f000-aaaa-7bbb-8ccc-000000000001.jsonl",
        "openhands, openhands/greet.json",
        "opencode, opencode/export.json",
    })
    void shouldTellWhatAFileIsWhateverItIsCalled(String name, String sample) throws IOException {
        // Given
        Path file = Files.copy(Samples.path(sample), folder.resolve("nameless"));

        // Then
        assertThat(Objects.requireNonNull(formats.detect(file)).name()).isEqualTo(name);
        assertThat(Collected.read(formats.byName("auto"), file).events()).isNotEmpty();
    }

    @Test
    void shouldFindTheSessionsOfEveryFormatBelowAFolder() throws IOException {
        // Given
        Collected found = new Collected();
        TraceFormat auto = formats.byName(TraceFormats.AUTO);

        // When
        List<Path> files =
                TraceFiles.find(auto, List.of(Samples.path("claude-code").getParent()), found);
        TraceFiles.readAll(auto, files, found);

        // Then
        assertThat(files).hasSize(7);
        assertThat(found.problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"hello", "{}", "[]", "''", "{\"type\": \"thread.started\"}", "[{\"a\": 1}]", "{\"messages\": []}"})
    void shouldNameTheKnownFormatsWhenAFileIsOfNone(String content) throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("x.json"), content);

        // When
        Collected found = Collected.read(formats.byName(TraceFormats.AUTO), file);

        // Then
        assertThat(formats.detect(file)).isNull();
        assertThat(found.events()).isEmpty();
        assertThat(found.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.reason())
                        .contains("of no known format", "mini-swe-agent", "claude-code", "openhands"));
    }

    @Test
    void shouldGoByTheNameWhenTheContentIsDamaged() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("x.traj.json"), "{\"info\"");

        // Then
        assertThat(Objects.requireNonNull(formats.detect(file)).name()).isEqualTo("mini-swe-agent");
    }

    @Test
    void shouldSayWhatIsWrongWithAPlugIn() throws IOException {
        // Given
        Path services = Files.createDirectories(folder.resolve("plugin/META-INF/services"));
        Files.writeString(services.resolve(TraceFormat.class.getName()), "com.example.Missing\n");

        // Then
        assertThatThrownBy(() -> TraceFormats.with(List.of(folder.resolve("plugin"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("com.example.Missing");
        assertThatThrownBy(() -> TraceFormats.with(List.of(folder.resolve("none.jar"))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("there is no");
    }
}
