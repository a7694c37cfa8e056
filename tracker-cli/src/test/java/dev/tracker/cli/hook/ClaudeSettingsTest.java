package dev.tracker.cli.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracker.cli.option.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaudeSettingsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OTHERS = """
            {
              "model" : "some-model",
              "hooks" : {
                "Stop" : [ {
                  "hooks" : [ { "type" : "command", "command" : "say done" } ]
                } ]
              }
            }
            """;

    private final Path script = Path.of("/home/ann/inbox/claude-code.sh");

    @TempDir
    private Path folder;

    @Test
    void shouldAddItsHooksBesideOthersOnceWhenInstalledTwice() throws IOException {
        Path file = Files.writeString(folder.resolve("settings.json"), OTHERS);

        install(file);
        String once = Files.readString(file);
        install(file);

        assertThat(file).content().isEqualTo(once);
        JsonNode json = JSON.readTree(once);
        assertThat(json.path("model").asText()).isEqualTo("some-model");
        assertThat(json.at("/hooks/Stop/0/hooks/0/command").asText()).isEqualTo("say done");
        assertThat(json.at("/hooks/Stop/1/hooks/0/command").asText())
                .isEqualTo("'/home/ann/inbox/claude-code.sh' Stop");
        for (String hook : ClaudeSettings.HOOKS) {
            assertThat(json.at("/hooks/" + hook)).as(hook).isNotEmpty();
        }
        assertThat(folder.resolve("settings.json.before-tracker")).hasContent(OTHERS);
    }

    @Test
    void shouldLeaveWhatOthersHaveWhenUninstalled() throws IOException {
        Path file = Files.writeString(folder.resolve("settings.json"), OTHERS);
        install(file);

        ClaudeSettings settings = ClaudeSettings.read(file);
        assertThat(settings.remove(script)).isTrue();
        settings.write();

        assertThat(JSON.readTree(Files.readString(file))).isEqualTo(JSON.readTree(OTHERS));
        assertThat(ClaudeSettings.read(file).remove(script)).isFalse();
    }

    @Test
    void shouldMakeTheFileWhenThereIsNone() throws IOException {
        Path file = folder.resolve("new/settings.json");

        install(file);

        assertThat(JSON.readTree(Files.readString(file))).isEqualTo(JSON.readTree(ClaudeSettings.alone(script)));
    }

    @Test
    void shouldTouchNothingWhenTheFileIsNotWhatItShouldBe() throws IOException {
        for (String bad : new String[] {"{ // a comment\n}", "[]", "{\"hooks\":[]}"}) {
            Path file = Files.writeString(folder.resolve("settings.json"), bad);

            assertThatExceptionOfType(UserException.class)
                    .isThrownBy(() -> ClaudeSettings.read(file))
                    .withMessageContainingAll("settings.json", "--print-settings");
            assertThat(file).hasContent(bad);
        }
    }

    private void install(Path file) throws IOException {
        ClaudeSettings settings = ClaudeSettings.read(file);
        settings.add(script);
        settings.write();
    }
}
