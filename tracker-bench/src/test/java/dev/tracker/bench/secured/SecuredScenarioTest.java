package dev.tracker.bench.secured;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecuredScenarioTest {

    @TempDir
    Path folder;

    @Test
    void shouldLetEachRoleDoItsWorkAndNothingElse() throws Exception {
        SecuredScenario.Result result = SecuredScenario.run(folder, 3);

        assertThat(result.wrong()).isEmpty();
        assertThat(result.refused()).isGreaterThan(100);
    }
}
