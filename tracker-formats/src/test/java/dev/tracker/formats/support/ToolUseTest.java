package dev.tracker.formats.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolUseTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Edit | {\"file_path\":\"a\"} | edit | a",
                "NotebookEdit | {\"notebook_path\":\"a.ipynb\"} | edit | a.ipynb",
                "Grep | {\"pattern\":\"x\",\"path\":\"src\"} | read | src",
                "WebFetch | {\"url\":\"http://x\",\"prompt\":\"p\"} | read | http://x",
                "Bash | {\"command\":\"ls\",\"description\":\"d\"} | run | ls",
                "Agent | {\"description\":\"Look\",\"prompt\":\"p\"} | delegate | Look",
                "mcp__files__create_file | {\"path\":\"a\"} | write | a",
                "str_replace_editor | {\"path\":\"a\"} | edit | a",
                "view | {\"path\":\"a\"} | read | a",
                "terminal | {\"command\":\"ls\"} | run | ls",
                "Skill | {\"skill\":\"s\"} | Skill | s",
                "mcp__notes__create_page | {\"title\":\"t\"} | mcp__notes__create_page |",
            })
    void shouldSayWhatTheToolDoes(String tool, String arguments, String action, String target) {
        // Given
        JsonNode node = Objects.requireNonNull(JsonFiles.embedded(arguments));

        // Then
        assertThat(ToolUse.of(tool, node)).isEqualTo(new Deed(action, target));
    }
}
