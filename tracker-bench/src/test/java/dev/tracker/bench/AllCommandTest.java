package dev.tracker.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class AllCommandTest {

    @Test
    void shouldPassOnWhatWasTypedAndNothingElse() {
        // Given
        AllCommand all = new AllCommand();

        // When
        new CommandLine(all).parseArgs("--rounds", "1", "--json", "--jvm=-Xmx1g -Xms1g");

        // Then
        assertThat(all.arguments("fold"))
                .containsExactlyInAnyOrder("fold", "--rounds=1", "--json", "--jvm=-Xmx1g -Xms1g");
    }
}
