package dev.tracker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.cli.dev.TestStack;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(SharedStack.class)
class FollowTest {

    private static final int UNSEEN = 4;

    private final String taskId = "follow-" + UUID.randomUUID();

    @ParameterizedTest
    @CsvSource({"success, 0, complete", "failed, 1, failed", "cancelled, 3, cancelled"})
    void shouldTellByItsExitCodeHowTheTaskEnded(String outcome, int exit, String status, TestStack stack) {
        Ran.well(stack, "emit", taskId, "start");
        Ran.well(stack, "emit", taskId, "complete", outcome);

        Ran ran = Ran.command(stack, "show", taskId, "--follow");

        assertThat(ran.exit()).isEqualTo(exit);
        assertThat(ran.lines()).last().asString().contains("  " + status + "  ");
        assertThat(ran.err()).isEmpty();
    }

    @Test
    void shouldPrintALineForEachStateUntilTheEnd(TestStack stack) throws Exception {
        // Given
        Ran.well(stack, "emit", taskId, "start", "Follow me", "--criteria", "done\u001b[31m");
        StringWriter out = new StringWriter();
        CompletableFuture<Integer> exit = CompletableFuture.supplyAsync(() -> Main.run(
                Map.of("TRACKER_DATA", stack.data().toString()),
                new PrintWriter(out),
                new PrintWriter(new StringWriter()),
                "show",
                taskId,
                "--follow"));
        await().until(() -> out.toString().contains("in_progress, running"));

        // When
        Ran.well(stack, "emit", taskId, "criterion", "0", "--evidence", "ci");
        await().until(() -> out.toString().contains("criteria 1/1"));
        Ran.well(stack, "emit", taskId, "complete", "failed");

        // Then
        assertThat(exit.get(20, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(out.toString().lines())
                .allSatisfy(line ->
                        assertThat(line).matches("\\d\\d:\\d\\d:\\d\\dZ  .*").doesNotContain("\u001b"))
                .last()
                .asString()
                .contains("failed  100 %");
    }

    @Test
    void shouldPrintAFormALineWhenJsonIsWanted(TestStack stack) {
        Ran.well(stack, "emit", taskId, "start");
        Ran.well(stack, "emit", taskId, "complete", "success");

        List<String> lines =
                Ran.well(stack, "show", taskId, "--follow", "--json").lines();

        JsonNode form = Ran.parse(lines.get(lines.size() - 1));
        assertThat(form.path("taskId").asText()).isEqualTo(taskId);
        assertThat(form.path("liveness").asText()).isEqualTo("ended");
    }

    /** None of these may look like a task that failed. */
    @Test
    void shouldSayThatItSeesNothingWhenItDoesNot(TestStack stack) {
        Ran unknown = Ran.command(stack, "show", taskId, "--follow");
        Ran noDashboard = Ran.command(stack, "show", taskId, "--follow", "--url", "http://127.0.0.1:1");

        assertThat(unknown.exit()).isEqualTo(UNSEEN);
        assertThat(unknown.err()).contains("there is no task " + taskId);
        assertThat(noDashboard.exit()).isEqualTo(UNSEEN);
        assertThat(noDashboard.err()).contains("http://127.0.0.1:1: nothing answers");
        assertThat(unknown.out() + noDashboard.out()).isEmpty();
    }
}
