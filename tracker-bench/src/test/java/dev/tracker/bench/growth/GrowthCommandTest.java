package dev.tracker.bench.growth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** That the benchmark runs and that its output is checked; no figure of time means anything here. */
class GrowthCommandTest {

    @TempDir
    private Path folder;

    @Test
    void shouldPrintALineAPointAndDrawCurvesWhenItsOutputIsRight() throws IOException {
        // When
        StringWriter out = new StringWriter();
        int exit = new CommandLine(new GrowthCommand())
                .setOut(new PrintWriter(out))
                .execute(
                        "--rounds=1",
                        "--events=1000",
                        "--max-tasks=2000",
                        "--series=known-tasks,recorded",
                        "--jvm=-Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1",
                        "--work=" + folder,
                        "--docs=" + folder.resolve("benchmarks.md"),
                        "--json");

        // Then
        assertThat(exit).isZero();
        List<JsonNode> lines = new ArrayList<>();
        for (String line : out.toString().lines().toList()) {
            lines.add(new ObjectMapper().readTree(line));
        }
        assertThat(lines)
                .extracting(line ->
                        line.path("series").asText() + " " + line.path("x").asLong())
                .startsWith("known-tasks 1000", "known-tasks 2000", "restore 1000", "restore 2000")
                .hasSize(5);
        JsonNode second = lines.get(1);
        assertThat(second.path("bench").asText()).isEqualTo("growth");
        assertThat(second.path("cpuMicrosPerEvent").asDouble()).isPositive();
        assertThat(second.path("allocatedBytesPerEvent").asLong()).isPositive();
        assertThat(second.path("snapshotsPerEvent").asDouble()).isPositive();
        assertThat(second.path("heapAfterGcBytes").asLong()).isPositive();
        assertThat(second.path("stateBytesMedian").asLong()).isPositive();
        assertThat(second.path("diskBytes").asLong()).isPositive();
        assertThat(second.path("ratioToFirst").asDouble()).isPositive();
        assertThat(second.path("activeTasks").asInt()).isEqualTo(1000);
        assertThat(lines.get(3).path("restoreSeconds").asDouble()).isPositive();
        assertThat(lines.get(3).path("changelogRecords").asLong()).isGreaterThanOrEqualTo(2000);
        assertThat(lines.get(4).path("stateBytesMedian").asLong()).isPositive();
        assertThat(folder.resolve("images/growth-known-tasks.svg"))
                .content()
                .startsWith("<?xml")
                .endsWith("</svg>\n");
        assertThat(Files.readString(folder.resolve("benchmarks.md")))
                .contains("<!-- bench growth -->", "](images/growth-known-tasks.svg)", "](images/growth-restore.svg)");
    }
}
