package dev.tracker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AclsCommandTest {

    @Test
    void shouldPrintWhatEachRoleMayDo() {
        Ran ran =
                Ran.command(Map.of(), "acls", "--principal", "worker=User:ci", "--principal", "worker=User:CN=laptop");

        assertThat(ran.exit()).as("%s", ran).isZero();
        assertThat(ran.lines())
                .contains(
                        "allow User:ci write topic tracker.events.v1",
                        "allow User:CN=laptop write topic tracker.events.v1",
                        "allow User:tracker-aggregator write transactional_id tracker-aggregate-...",
                        "allow User:tracker-bridge read topic tracker.snapshots.v1")
                .doesNotContain("allow User:tracker-worker write topic tracker.events.v1");
    }

    /** Whoever writes snapshots makes progress up. */
    @Test
    void shouldLetTheAggregatorAloneWriteSnapshots() {
        assertThat(Ran.command(Map.of(), "acls").lines())
                .filteredOn(line -> line.endsWith("write topic tracker.snapshots.v1"))
                .containsExactly("allow User:tracker-aggregator write topic tracker.snapshots.v1");
    }

    @ParameterizedTest
    @CsvSource({"acls --principal worker=ci,ROLE=TYPE:NAME", "acls --principal cook=User:ci,'worker, aggregator'"})
    void shouldNameTheWordWhenAPrincipalIsBad(String line, String expected) {
        Ran ran = Ran.command(Map.of(), line.split(" ", -1));

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.err()).contains("--principal must", expected).doesNotContain("\tat ");
    }
}
