package dev.tracker.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tests of what is in {@code clients}, which are written in Python and lie beside it. */
class ClientsInOtherLanguagesTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"python, test_tracker", "shell, test_tracker_sh"})
    void shouldPassTheirOwnTests(String client, String module) throws Exception {
        String said = Python.test(client, module, folder.resolve("output"));

        assertThat(said).containsPattern("Ran [1-9][0-9]* tests").contains("\nOK\n");
    }
}
