package dev.tracker.cli.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tracker.bridge.AccessToken;
import dev.tracker.cli.option.UserException;
import dev.tracker.ingest.WriteToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenListTest {

    private static final AccessToken OPERATOR = AccessToken.operator("operator-0123456789abcdef");

    @TempDir
    private Path folder;

    private Bearers read(String json) throws IOException {
        Path file = folder.resolve("tokens.json");
        Files.writeString(file, json);
        return TokenList.read(OPERATOR, file);
    }

    @Test
    void shouldLetWritersSendAndNothingElse() throws IOException {
        Bearers bearers = read("""
                [{"name": "wall", "token": "wall-0123456789abcdef", "role": "viewer"},
                 {"name": "shop-op", "token": "shop-op-0123456789abcdef", "role": "operator", "projects": ["shop"]},
                 {"name": "ci", "token": "ci-0123456789abcdef", "role": "writer", "projects": ["shop"]}]
                """);

        assertThat(bearers.readers()).extracting(AccessToken::name).containsExactly("operator", "wall", "shop-op");
        assertThat(bearers.senders()).extracting(WriteToken::name).containsExactly("operator", "shop-op", "ci");
        assertThat(bearers.senders().get(1).projects()).isEqualTo(Set.of("shop"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[{\"name\":\"ci\",\"token\":\"SECRET-0123456789abcdef\",\"role\":\"writer\"}] | of one project",
                "[{\"name\":\"ci\",\"token\":\"SECRET-0123456789abcdef\",\"role\":\"writer\",\"projects\":[\"a\",\"b\"]}] | of one project",
                "[{\"name\":\"ci\",\"token\":\"SECRET\",\"role\":\"writer\",\"projects\":[\"a\"]}] | at least 16",
                "[{\"name\":\"ci\",\"token\":\"SECRET-0123456789abcdef\",\"role\":\"Writer\"}] | viewer, operator or writer",
                "[{\"name\":\"operator\",\"token\":\"SECRET-0123456789abcdef\",\"role\":\"viewer\"}] | twice",
                "[{\"name\":\"a\",\"token\":\"operator-0123456789abcdef\",\"role\":\"viewer\"}] | the same token",
                "[{\"name\":\"a\",\"token\":\"SECRET-0123456789abcdef\",\"rule\":\"viewer\"}] | nothing else",
            })
    void shouldSayWhatIsWrongWithoutTheSecret(String json, String reason) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("--tokens-file")
                .hasMessageContaining(reason)
                .hasMessageNotContaining("SECRET");
    }
}
