package dev.tracker.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** That every probe is seen at every place; no figure of time means anything here. */
class LatencyCommandTest {

    @TempDir
    private Path folder;

    @Test
    void shouldPrintALineForEachPlaceWhenAllProbesWereSeenThere() throws IOException {
        // When
        List<JsonNode> lines = bench();

        // Then
        assertThat(lines)
                .extracting(line -> line.path("seenAs").asText())
                .containsExactly("event", "snapshot", "postgres", "bridge");
        assertThat(lines).allSatisfy(line -> {
            assertThat(line.path("samples").asLong()).isEqualTo(200);
            assertThat(line.path("p50Ms").asDouble()).isPositive();
        });
    }

    @Test
    void shouldStartOnlyWhatLeadsToThePlacesAskedFor() throws IOException {
        // When
        List<JsonNode> lines = bench("--places=snapshot");

        // Then
        assertThat(lines).extracting(line -> line.path("seenAs").asText()).containsExactly("event", "snapshot");
    }

    private List<JsonNode> bench(String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "--rounds=1",
                "--rate=200",
                "--tasks=100",
                "--commit-ms=50",
                "--seconds=1",
                "--warm-up=1",
                "--jvm=-Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1",
                "--work=" + folder,
                "--docs=" + folder.resolve("benchmarks.md"),
                "--json"));
        arguments.addAll(List.of(more));
        StringWriter out = new StringWriter();
        int exit = new CommandLine(new LatencyCommand())
                .setOut(new PrintWriter(out))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments.toArray(String[]::new));
        assertThat(exit).isZero();
        List<JsonNode> lines = new ArrayList<>();
        for (String line : out.toString().lines().toList()) {
            lines.add(new ObjectMapper().readTree(line));
        }
        return lines;
    }
}
