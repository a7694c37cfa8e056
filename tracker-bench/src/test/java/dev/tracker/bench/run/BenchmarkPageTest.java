package dev.tracker.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarkPageTest {

    @TempDir
    private Path folder;

    @Test
    void shouldReplaceItsOwnPartOnly() throws IOException {
        // Given
        Path page = folder.resolve("benchmarks.md");
        BenchmarkPage.replacePart(page, "fold", "tracker bench fold", "", List.of(measure(1)));
        BenchmarkPage.replacePart(page, "sink", "tracker bench sink", "", List.of(measure(2)));
        Files.writeString(page, Files.readString(page) + "\nWritten by hand.\n");

        // When
        BenchmarkPage.replacePart(page, "fold", "tracker bench fold --rounds 9", "", List.of(measure(3)));

        // Then
        String text = Files.readString(page);
        assertThat(text)
                .contains("--rounds 9", "{\"bench\":\"x\",\"perSecond\":3}", "{\"bench\":\"x\",\"perSecond\":2}")
                .doesNotContain("{\"bench\":\"x\",\"perSecond\":1}")
                .endsWith("\nWritten by hand.\n");
        assertThat(text.split("## fold", -1)).hasSize(2);
    }

    private static Measure measure(int perSecond) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("bench", "x");
        values.put("perSecond", perSecond);
        return new Measure(values);
    }
}
