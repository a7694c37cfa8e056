package dev.tracker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.cli.dev.TestStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Costs of which a recording tells tokens only, from the table of prices to everywhere that they are shown. */
@ExtendWith(SharedStack.class)
class EstimatedCostTest {

    private static final String HEAD = "model,from,input,output,cache_read,cache_write\n";
    private static final String TASK = "22222222-cccc-4ddd-8eee-00000000c057";

    @TempDir
    private Path folder;

    @Test
    void shouldEstimateOnceWhateverTheTableOfALaterReplay(TestStack stack) throws IOException {
        // Given a session that tells a million tokens of each of two models, one of them unknown to the table
        Path session = Files.writeString(
                folder.resolve("session.jsonl"), user() + answer(1, "priced-model") + answer(2, "other-model"));
        Path prices = Files.writeString(folder.resolve("prices.csv"), HEAD + "priced-*,2026-01-01,3,15,0,0\n");
        JsonNode before = Ran.well(stack, "audit", "--json").json();

        // When it is replayed
        JsonNode report = replay(stack, session, prices.toString()).json();

        // Then the amount is known, and known to be an estimate
        assertThat(report.path("costsEstimated").asInt()).isEqualTo(1);
        assertThat(report.path("costsUnpriced").asInt()).isEqualTo(1);
        assertThat(report.path("unpricedModels").get(0).asText()).isEqualTo("other-model");
        JsonNode audit = Ran.well(stack, "audit", "--json").json();
        assertThat(audit.path("ok").asBoolean()).as("%s", audit).isTrue();
        JsonNode task = Ran.well(stack, "tasks", "--json").tasks().get(TASK);
        assertThat(task.path("cost").decimalValue()).isEqualByComparingTo("3");
        assertThat(task.path("costEstimated").decimalValue()).isEqualByComparingTo("3");
        assertThat(Ran.well(stack, "show", TASK).out()).contains("3 USD (estimated)");

        // And other prices, or none, neither count again nor contradict
        Path other = Files.writeString(folder.resolve("other.csv"), HEAD + "*model,2026-01-01,4,15,0,0\n");
        replay(stack, session, other.toString());
        replay(stack, session, "none");
        JsonNode after = Ran.well(stack, "audit", "--json").json();
        assertThat(after.path("ok").asBoolean()).as("%s", after).isTrue();
        assertThat(after.path("deadLetters")).isEqualTo(before.path("deadLetters"));
        assertThat(Ran.well(stack, "tasks", "--json")
                        .tasks()
                        .get(TASK)
                        .path("cost")
                        .decimalValue())
                .isEqualByComparingTo("3");
    }

    /** Half a dollar reported, three estimated; the reported part before the first criterion, the estimated one after it. */
    @Test
    void shouldTellAnalystsWhichPartIsEstimated(TestStack stack) throws IOException {
        // Given
        String task = "analysed";
        Path prices = Files.writeString(folder.resolve("prices.csv"), HEAD + "priced-*,2026-01-01,3,15,0,0\n");
        Ran.well(stack, "emit", task, "start", "--project-id", task, "--criteria", "a", "--criteria", "b");
        Ran.well(stack, "emit", task, "cost", "--project-id", task, "--usd", "0.5");
        Ran.well(stack, "emit", task, "criterion", "0", "--project-id", task);
        String[] tokens = {"--input-tokens", "1000000", "--model", "priced-model", "--prices", prices.toString()};
        Ran.well(
                stack,
                Stream.concat(Stream.of("emit", task, "cost", "--project-id", task), Stream.of(tokens))
                        .toArray(String[]::new));
        Ran.well(stack, "emit", task, "criterion", "1", "--project-id", task);
        JsonNode audit = Ran.well(stack, "audit", "--json").json();
        assertThat(audit.path("ok").asBoolean()).as("%s", audit).isTrue();

        // Then
        assertThat(rows(stack, "SELECT cost_usd, cost_estimated_usd FROM tasks WHERE task_id = 'analysed'"))
                .containsExactly("3.5,3");
        assertThat(rows(stack, "SELECT cost_usd, cost_estimated_usd FROM attempts WHERE task_id = 'analysed'"))
                .containsExactly("3.5,3");
        assertThat(rows(stack, "SELECT cost_usd, cost_estimated_usd FROM fleet_per_hour WHERE project_id = 'analysed'"))
                .containsExactly("3.5,3");
        assertThat(
                        rows(
                                stack,
                                "SELECT usd, usd_estimated FROM events WHERE task_id = 'analysed' AND type = 'cost' ORDER BY version"))
                .containsExactly("0.5,", "3,true");
        assertThat(
                        rows(
                                stack,
                                "SELECT criterion, cost_usd, cost_estimated_usd FROM criteria WHERE task_id = 'analysed' ORDER BY 1"))
                .containsExactly("0,0.5,", "1,3.0,3");
        assertThat(Ran.command(stack, "top", "--once", "--filter", task).out()).contains("~3.50");
    }

    private static List<String> rows(TestStack stack, String query) {
        List<String> lines = Ran.well(stack, "sql", "--csv", query).lines();
        return lines.subList(1, lines.size());
    }

    @Test
    void shouldShowThePricesInForce() throws IOException {
        Path prices =
                Files.writeString(folder.resolve("prices.csv"), "# mine\n" + HEAD + "m*,2026-01-01,3,15,0.3,3.75\n");
        Map<String, String> environment = Map.of("TRACKER_PRICES", prices.toString());

        Ran shown = Ran.command(environment, "prices");
        assertThat(shown.exit()).isZero();
        assertThat(shown.out()).contains(prices.toString(), "1 rows", "the newest of 2026-01-01", "3.75");
        assertThat(Ran.command(environment, "prices", "--text").out()).isEqualTo(Files.readString(prices));
        assertThat(Ran.command(Map.of(), "prices").out()).contains("the shipped prices");
        assertThat(Ran.command(Map.of(), "prices", "--prices", "none").out()).contains("nothing is estimated");
    }

    @Test
    void shouldRefuseATableThatIsNotRightNamingLineAndColumn() throws IOException {
        Path prices = Files.writeString(folder.resolve("prices.csv"), HEAD + "m,2026-01-01,3,x,0.3,3.75\n");

        Ran ran = Ran.command(Map.of(), "prices", "--prices", prices.toString());
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.err()).contains("--prices: " + prices + " line 2: output must be a number", "not 'x'");
        assertThat(Ran.command(Map.of(), "prices", "--prices", "nowhere.csv").err())
                .contains("--prices names a file that does not exist: nowhere.csv");
    }

    private static Ran replay(TestStack stack, Path session, String prices) {
        return Ran.well(stack, "replay", "claude-code", session.toString(), "--prices", prices, "--json");
    }

    private static String user() {
        return record("user", 0, "\"message\":{\"role\":\"user\",\"content\":\"Count\"}");
    }

    private static String answer(int number, String model) {
        return record(
                "assistant",
                number,
                "\"message\":{\"id\":\"m" + number + "\",\"role\":\"assistant\",\"model\":\"" + model
                        + "\",\"content\":[],\"usage\":{\"input_tokens\":1000000,\"output_tokens\":0}}");
    }

    private static String record(String type, int number, String rest) {
        return "{\"type\":\"" + type + "\",\"uuid\":\"c057-" + number + "\",\"timestamp\":\"2026-03-01T10:00:0" + number
                + ".000Z\",\"sessionId\":\"" + TASK
                + "\",\"cwd\":\"/home/dev\",\"version\":\"2.1.0\",\"isSidechain\":false,"
                + rest + "}\n";
    }
}
