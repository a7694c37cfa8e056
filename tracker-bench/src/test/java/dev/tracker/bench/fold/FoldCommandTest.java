package dev.tracker.bench.fold;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** That the benchmark runs and that its output is checked; no figure of it means anything here. */
class FoldCommandTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"exactly-once", "at-least-once"})
    void shouldPrintALineAMeasureWhenItsOutputIsRight(String guarantee) throws IOException {
        // When
        StringWriter out = new StringWriter();
        int exit = new CommandLine(new FoldCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out))
                .execute(
                        "--rounds=1",
                        "--events=5000",
                        "--workload=uniform",
                        "--commit-ms=100",
                        "--guarantee=" + guarantee,
                        "--subjects=tracker,copy,parse,consumer",
                        "--jvm=-Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1",
                        "--work=" + folder,
                        "--docs=" + folder.resolve("benchmarks.md"),
                        "--json");

        // Then
        assertThat(exit).isZero();
        List<String> lines = out.toString().lines().toList();
        assertThat(lines).hasSize(4);
        JsonNode first = new ObjectMapper().readTree(lines.get(0));
        assertThat(first.path("bench").asText()).isEqualTo("fold");
        assertThat(first.path("workload").asText()).isEqualTo("uniform");
        assertThat(first.path("commitMs").asInt()).isEqualTo(100);
        assertThat(first.path("subject").asText()).isEqualTo("tracker");
        assertThat(first.path("perSecond").asLong()).isPositive();
        assertThat(first.path("ratioToLimit").asDouble()).isPositive();
        assertThat(first.path("guarantee").asText()).isEqualTo(guarantee);
        assertThat(first.path("rounds").asInt()).isEqualTo(1);
    }
}
