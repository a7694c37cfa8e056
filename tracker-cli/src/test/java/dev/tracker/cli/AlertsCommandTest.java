package dev.tracker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the alerts role refuses to start with. */
class AlertsCommandTest {

    private static final String SECRET = "s3cr3t-of-mine-0123456789";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--webhook ftp://example.org/s3cr3t-of-mine-0123456789 | must be http://HOST... or https://HOST...",
                "--webhook https://user:s3cr3t-of-mine-0123456789@example.org/ | without user, password or fragment",
                "--webhook https:///s3cr3t-of-mine-0123456789 | must be http://HOST...",
                "--webhook ht^tp://s3cr3t-of-mine-0123456789 | is no address",
                "--webhook http://example.org --webhook-secret short | at least 16 characters",
                "--webhook http://example.org --webhook-secret whsec_s3cr3t | 24 to 64 bytes as base64",
                "--kinds failed,lots | --kinds must be of stalled, lost, failed, finished, budget_80, budget_100, not lots",
                "--per-task 0 | perTaskAndHour must be at least 1",
                "--hold -1 | hold must not be negative",
                "--budgets nowhere.csv | --budgets names a file that does not exist",
            })
    void shouldSayWhatIsWrongAndNoSecret(String arguments, String reason) {
        Ran ran = alerts(arguments.split(" ", -1));

        assertThat(ran.exit()).as("%s", ran).isEqualTo(1);
        assertThat(ran.err()).contains(reason).doesNotContain(SECRET, "\tat ");
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void shouldNameLineAndColumnWhenABudgetIsWrong() throws IOException {
        Path budgets = Files.writeString(folder.resolve("budgets.csv"), "scope,name,usd\nproject,shop,lots\n");

        assertThat(alerts("--budgets", budgets.toString()).err()).contains("line 2: usd must be a number");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[{\"name\":\"ops\",\"url\":\"https://example.org\",\"secret\":\"s3cr3t-of-mine-0123456789\",\"kind\":[]}] | must be a JSON array of objects",
                "[{\"name\":\"ops\",\"url\":\"https://example.org\"}] | each webhook needs name, url and secret",
                "[{\"name\":\"o p\",\"url\":\"https://example.org\",\"secret\":\"s3cr3t-of-mine-0123456789\"}] | a webhook's name must have",
                "[{\"name\":\"ops\",\"url\":\"https://example.org\",\"secret\":\"s3cr3t-of-mine-0123456789\",\"kinds\":[\"lots\"]}] | kinds of ops must be of",
                "{} | must be a JSON array",
            })
    void shouldRefuseAFileOfWebhooksThatIsNotRight(String json, String reason) throws IOException {
        Path file = Files.writeString(folder.resolve("webhooks.json"), json);

        Ran ran = alerts("--webhooks-file", file.toString());

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.err()).contains(reason).doesNotContain(SECRET);
    }

    private Ran alerts(String... arguments) {
        List<String> all =
                new ArrayList<>(List.of("alerts", "--bootstrap", "127.0.0.1:1", "--data", folder.toString()));
        all.addAll(List.of(arguments));
        return Ran.command(Map.of(), all.toArray(String[]::new));
    }
}
