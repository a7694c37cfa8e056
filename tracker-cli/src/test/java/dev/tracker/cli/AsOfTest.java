package dev.tracker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.cli.dev.TestStack;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code show --at} and {@code --offset} as they are called. */
@ExtendWith(SharedStack.class)
class AsOfTest {

    private static final int FAILED = 1;
    private static final int CALLED_WRONGLY = 2;

    private final String taskId = "as-of-" + UUID.randomUUID();
    private long lastVersion = -1;

    @Test
    void shouldShowEachStateThatTheTaskHad(TestStack stack) {
        // Given a task, and what it looked like after each event
        Instant before = Instant.now().minusMillis(1);
        JsonNode started = after(stack, "start", "Long ago");
        JsonNode half = after(stack, "progress", "50");
        JsonNode ended = after(stack, "complete", "failed");

        for (JsonNode state : List.of(started, half, ended)) {
            // When asked by the offset of its event
            JsonNode byOffset = Ran.well(
                            stack,
                            "show",
                            taskId,
                            "--offset",
                            state.path("version").asText(),
                            "--json")
                    .json();

            // Then
            assertThat(byOffset.path("version")).isEqualTo(state.path("version"));
            assertThat(byOffset.path("status")).isEqualTo(state.path("status"));
            assertThat(byOffset.path("progress")).isEqualTo(state.path("progress"));
            assertThat(byOffset.at("/asOf/complete").asBoolean()).isTrue();
        }

        // When asked by the time of its second event, and as a page
        String at = half.path("lastHeardAt").asText();
        assertThat(Ran.well(stack, "show", taskId, "--at", at, "--json").json().path("version"))
                .isEqualTo(half.path("version"));
        assertThat(Ran.well(stack, "show", taskId, "--at", at).out())
                .contains("as of            " + at, "50.0 %", "in_progress, running, attempt 1");
        assertThat(Ran.well(stack, "show", taskId, "--at", "-0s").out()).contains("failed, attempt 1");

        // When asked for the time before it began
        Ran early = Ran.command(stack, "show", taskId, "--at", before.toString());
        assertThat(early.exit()).isEqualTo(FAILED);
        assertThat(early.err()).contains("there was nothing of the task " + taskId + " by then");
    }

    @Test
    void shouldNameNearTasksWhenThereIsNoSuchTask(TestStack stack) {
        after(stack, "start", "Near");
        String misspelt = taskId.replace("as-of", "as-fo");

        for (List<String> arguments : List.of(List.of("--at", "-0s"), List.of("--json"))) {
            String[] command = new String[arguments.size() + 2];
            command[0] = "show";
            command[1] = misspelt;
            System.arraycopy(arguments.toArray(), 0, command, 2, arguments.size());
            Ran ran = Ran.command(stack, command);

            assertThat(ran.exit()).isEqualTo(FAILED);
            assertThat(ran.out()).isEmpty();
            assertThat(ran.err()).contains("there is no task " + misspelt, "did you mean " + taskId);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--at yesterday | 1 | --at must be a time with its offset",
                "--at 2999-01-01T00:00:00Z | 1 | in the future",
                "--offset 99999999 | 1 | beyond the log's end",
                "--offset -1 | 1 | --offset must be 0 or more, not -1",
                "--offset x | 2 | 'x' is not a long",
                "--at -1m --offset 3 | 2 | mutually exclusive",
                "--follow --graph | 1 | --follow shows no --graph",
            })
    void shouldNameWhatIsWrongWhenCalledWrongly(String options, int exit, String expected, TestStack stack) {
        // So that its partition has a record
        Ran.well(stack, "emit", taskId, "start");

        Ran ran = Ran.command(stack, ("show " + taskId + " " + options).split(" ", -1));

        assertThat(ran.exit()).isEqualTo(exit);
        assertThat(ran.err()).contains(expected).doesNotContain("\tat ");
        assertThat(exit).isIn(FAILED, CALLED_WRONGLY);
    }

    @Test
    void shouldSayWhereToConnectWhenThereIsNoDev() {
        Ran ran = Ran.command(Map.of("TRACKER_DATA", "no-such-folder"), "show", taskId, "--at", "-1m");

        assertThat(ran.err()).contains("no `tracker dev` is running", "--bootstrap");
    }

    /** The task as it is after that event, once the fold has it. */
    private JsonNode after(TestStack stack, String... event) {
        String[] command = new String[event.length + 2];
        command[0] = "emit";
        command[1] = taskId;
        System.arraycopy(event, 0, command, 2, event.length);
        Ran.well(stack, command);
        await().until(() -> version(stack) > lastVersion);
        lastVersion = version(stack);
        return Ran.well(stack, "show", taskId, "--json").json();
    }

    private long version(TestStack stack) {
        Ran ran = Ran.command(stack, "show", taskId, "--json");
        return ran.exit() == 0 ? ran.json().path("version").asLong() : -1;
    }
}
