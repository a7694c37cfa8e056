package dev.tracker.bench.fold;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracker.bench.run.Measure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Ratios of an earlier run, by benchmark, workload, interval, subject and table. */
final class StoredRatios {

    private final Map<String, Double> ratios = new HashMap<>();

    /** Reads lines of JSON; none if there is no such file. */
    static StoredRatios read(Path file) throws IOException {
        StoredRatios stored = new StoredRatios();
        if (Files.exists(file)) {
            ObjectMapper json = new ObjectMapper();
            for (String line : Files.readAllLines(file)) {
                Measure measure = new Measure(json.readValue(line, new TypeReference<Map<String, Object>>() {}));
                stored.ratios.put(key(measure), measure.number("ratioToLimit"));
            }
        }
        return stored;
    }

    static void write(Path file, List<Measure> measures) throws IOException {
        Files.write(file, measures.stream().map(Measure::toJson).toList());
    }

    /** The same measure's ratio then, not a number if it was not taken. */
    double ratio(Measure measure) {
        return ratios.getOrDefault(key(measure), Double.NaN);
    }

    private static String key(Measure measure) {
        Object table = measure.values().get("table");
        return String.join(
                " ",
                measure.text("bench"),
                measure.text("workload"),
                measure.text("commitMs"),
                measure.text("subject"),
                table == null ? "" : table.toString());
    }
}
