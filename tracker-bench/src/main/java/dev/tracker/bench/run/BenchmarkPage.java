package dev.tracker.bench.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The page of results. Each benchmark owns the part between its two marks and replaces it as a whole; everything else on the page is written by people and
 * stays.
 */
final class BenchmarkPage {

    private static final String TITLE = "# Benchmarks\n";

    static void replacePart(Path page, String bench, String command, String note, List<Measure> measures)
            throws IOException {
        PagePart.replace(page, TITLE, "bench", bench, part(command, note, measures));
    }

    private static String part(String command, String note, List<Measure> measures) {
        StringBuilder text = new StringBuilder();
        text.append("\n`").append(command).append("`, ");
        text.append(Instant.now().truncatedTo(ChronoUnit.MINUTES)).append(", ");
        text.append(Machine.describe()).append(".\n");
        if (!note.isEmpty()) {
            text.append(note).append('\n');
        }
        text.append('\n').append(Tables.markdown(measures)).append("\n```json\n");
        measures.forEach(measure -> text.append(measure.toJson()).append('\n'));
        return text.append("```\n").toString();
    }

    private BenchmarkPage() {}
}
