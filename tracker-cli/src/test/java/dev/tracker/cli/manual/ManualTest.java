package dev.tracker.cli.manual;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracker.cli.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Completions and manual pages, held against what {@code --help} says. */
class ManualTest {

    private static final List<String> COMMANDS =
            List.of("tasks", "show", "top", "emit", "audit", "completion", "bridge");
    private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]+");
    private static final Pattern REQUEST = Pattern.compile("\\.(TH|SH|SS|PP|TP|nf|fi)( .*)?");

    @TempDir
    private Path folder;

    @Test
    void shouldDescribeEveryOptionInTheManual() {
        String page = run("man");

        assertThat(page).startsWith(".TH \"TRACKER\" \"1\"").contains(".SH NAME", ".SH EXIT STATUS");
        for (String command : COMMANDS) {
            assertThat(page).contains(".SS \"tracker " + command + "\"");
            options(command).forEach(option -> assertThat(page).contains("\\fB" + option.replace("-", "\\-") + "\\fR"));
        }
        assertThat(run("man", "show")).contains(".TH \"TRACKER-SHOW\"", "\\fB\\-\\-follow\\fR");
    }

    /** A line of text must not be taken for an order, nor a character for another. */
    @Test
    void shouldWriteNothingThatTroffMisreads() {
        assertThat(run("man").lines())
                .filteredOn(line -> line.startsWith(".") || line.startsWith("'"))
                .allSatisfy(line -> assertThat(line).matches(REQUEST));
        assertThat(run("man").replaceAll("(?m)^\\.(TH|SH|SS).*$", "")).doesNotContainPattern("['`~^]|(?<!\\\\)-");
    }

    @Test
    void shouldSayWhichCommandThereIsNotWhenAskedForItsPage() {
        StringWriter err = new StringWriter();

        int exit = Main.run(Map.of(), new PrintWriter(new StringWriter()), new PrintWriter(err), "man", "dance");

        assertThat(exit).isEqualTo(1);
        assertThat(err.toString()).contains("there is no command dance");
    }

    @Test
    void shouldCompleteCommandsOptionsAndValuesInBash() throws Exception {
        Path script = Files.writeString(folder.resolve("completion"), run("completion", "bash"));

        assertThat(complete(script, "tracker", "to")).contains("top", "topics");
        assertThat(complete(script, "tracker", "show", "--of")).contains("--offset");
        assertThat(complete(script, "tracker", "top", "--status", "FA")).contains("FAILED");
    }

    @Test
    void shouldOfferEveryCommandAndOptionToFish() {
        String script = run("completion", "fish");

        for (String command : COMMANDS) {
            assertThat(script).contains(" -a " + command + " -d '");
            options(command)
                    .forEach(option -> assertThat(script)
                            .containsPattern(
                                    "__fish_seen_subcommand_from " + command + ".* -l " + option.substring(2)));
        }
        assertThat(script).contains("-l token-file -r -F");
    }

    private static List<String> options(String command) {
        String help = run(command, "--help");
        return OPTION.matcher(help)
                .results()
                .map(MatchResult::group)
                // Those that are explained, not those that the text or an example mentions.
                .filter(option -> help.contains("  " + option))
                .filter(option -> !option.equals("--help") && !option.equals("--version"))
                .distinct()
                .toList();
    }

    private static String complete(Path script, String... words) throws IOException, InterruptedException {
        String test = "source '" + script + "'; COMP_WORDS=(" + String.join(" ", words) + "); COMP_CWORD="
                + (words.length - 1) + "; COMP_LINE=\"${COMP_WORDS[*]}\"; COMP_POINT=${#COMP_LINE}; _complete_tracker;"
                + " printf '%s\\n' \"${COMPREPLY[@]}\"";
        Process bash =
                new ProcessBuilder("bash", "-c", test).redirectErrorStream(true).start();
        String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        bash.waitFor();
        return out;
    }

    private static String run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = Main.run(Map.of(), new PrintWriter(out), new PrintWriter(err), arguments);
        assertThat(exit).as("%s", err).isZero();
        return out.toString();
    }
}
