package dev.tracker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tracker.cli.dev.TestStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedStack.class)
class SimulateCommandTest {

    @Test
    void shouldSendAFleetsEventsWhenKafkaRunsElsewhere(TestStack stack) {
        Ran ran = Ran.command(stack, "simulate", "3", "--seconds", "2", "--pace", "100", "--seed", "11");

        assertThat(ran.exit()).as("%s", ran).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out())
                .contains("3 made agents at work (seed 11)")
                .containsPattern("[1-9][0-9,]* events delivered");
        await().until(() -> Ran.well(stack, "tasks", "--json").out().contains("\"sim-b-agent-1-1\""));
    }
}
