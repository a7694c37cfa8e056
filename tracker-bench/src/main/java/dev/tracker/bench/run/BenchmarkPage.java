package dev.tracker.bench.run;

import java.io.IOException;
import java.nio.file.Files;
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
        String begin = "<!-- bench " + bench + " -->\n";
        String end = "<!-- end " + bench + " -->\n";
        String part = begin + part(command, note, measures) + end;
        String old = Files.exists(page) ? Files.readString(page) : TITLE;
        int from = old.indexOf(begin);
        int to = old.indexOf(end);
        String changed = from >= 0 && to > from
                ? old.substring(0, from) + part + old.substring(to + end.length())
                : old + "\n## " + bench + "\n\n" + part;
        Path folder = page.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(page, changed);
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
