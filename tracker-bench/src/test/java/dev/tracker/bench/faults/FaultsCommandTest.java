package dev.tracker.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracker.bench.faults.scenario.Scenario;
import dev.tracker.bench.faults.scenario.Scenarios;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class FaultsCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine command = FaultsMain.commandLine();
        command.setOut(new PrintWriter(out));
        command.setErr(new PrintWriter(err));
        return command.execute(arguments);
    }

    @Test
    void shouldListEachScenarioWithItsRowOfTheFaultTable() {
        assertThat(run("--list")).isZero();
        assertThat(out.toString().lines())
                .hasSameSizeAs(Scenarios.all())
                .anySatisfy(line -> assertThat(line)
                        .startsWith("two-of-three")
                        .contains("two of three brokers killed", "no false acknowledgement"));
    }

    @Test
    void shouldNameTheKnownScenariosWhenGivenAnother() {
        assertThat(run("--scenario", "kill-agregator")).isEqualTo(2);
        assertThat(err.toString()).contains("kill-agregator", "kill-aggregator", "postgres-crash");
    }

    @Test
    void shouldSayWhatToGiveWhenGivenNothing() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("--scenario", "--all", "--self-test");
    }

    @Test
    void shouldRefuseNoTimeAtAll() {
        assertThat(run("--all", "--minutes", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("--minutes must be above 0");
    }

    @Test
    void shouldHaveNamesThatAreUnique() {
        assertThat(Scenarios.all()).extracting(Scenario::name).doesNotHaveDuplicates();
    }
}
