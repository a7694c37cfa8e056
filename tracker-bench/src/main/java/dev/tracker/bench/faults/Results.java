package dev.tracker.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracker.bench.faults.scenario.Scenario;
import dev.tracker.bench.faults.scenario.Scenarios;
import dev.tracker.bench.run.Machine;
import dev.tracker.bench.run.Measure;
import dev.tracker.bench.run.PagePart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All runs so far, a line of JSON each, and the part of a page that is made of them: so a campaign can be split over several calls. */
final class Results {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final @Nullable Path page;

    /** @param page whose part is replaced; null for none */
    Results(Path file, @Nullable Path page) {
        this.file = file;
        this.page = page;
    }

    void add(Measure line, String command) throws IOException {
        Map<String, Object> values = new LinkedHashMap<>(line.values());
        values.put("command", command);
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(
                file, new Measure(values).toJson() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        if (page != null) {
            PagePart.replace(page, "# Reliability\n", "faults", "results", part());
        }
    }

    private String part() throws IOException {
        List<String> lines = Files.readAllLines(file);
        Map<String, Total> totals = new LinkedHashMap<>();
        Scenarios.all().forEach(scenario -> totals.put(scenario.name(), new Total(scenario)));
        Total sum = new Total(null);
        for (String line : lines) {
            JsonNode run = JSON.readTree(line);
            sum.add(run);
            Total total = totals.get(run.path("scenario").asText());
            if (total != null) {
                total.add(run);
            }
        }
        StringBuilder text = new StringBuilder();
        text.append("\nMachine: ").append(Machine.describe()).append(".\n");
        text.append("The recovery's p50 is the largest of the runs' medians.\n\n");
        text.append(
                "| scenario | fault | must hold | runs kept | faults, took effect | kills | acked | lost | doubled |"
                        + " mismatched | back | recovery p50, max ms |\n");
        text.append("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n");
        totals.values().forEach(total -> text.append(total.row()));
        text.append(sum.row()).append("\n```json\n");
        lines.forEach(line -> text.append(line).append('\n'));
        return text.append("```\n").toString();
    }

    /** Sums over the runs of a scenario, or over all. Not thread-safe. */
    private static final class Total {
        private final @Nullable Scenario scenario;
        private final Map<String, Long> sums = new LinkedHashMap<>();
        private final List<Long> medians = new ArrayList<>();
        private final List<Long> longest = new ArrayList<>();
        private int runs;
        private int kept;

        Total(@Nullable Scenario scenario) {
            this.scenario = scenario;
        }

        void add(JsonNode run) {
            runs++;
            kept += run.path("ok").asBoolean() ? 1 : 0;
            for (String name : List.of(
                    "faults", "tookEffect", "kills", "acked", "lost", "duplicated", "mismatched", "versionsBack")) {
                sums.merge(name, run.path(name).asLong(), Long::sum);
            }
            if (run.has("recoveryP50Ms")) {
                medians.add(run.path("recoveryP50Ms").asLong());
                longest.add(run.path("recoveryMaxMs").asLong());
            }
        }

        private long sum(String name) {
            return sums.getOrDefault(name, 0L);
        }

        String row() {
            String recovery = medians.isEmpty() ? "" : "%,d, %,d".formatted(largest(medians), largest(longest));
            return "| %s | %s | %s | %d of %d | %,d, %,d | %,d | %,d | %,d | %,d | %,d | %,d | %s |\n"
                    .formatted(
                            scenario == null ? "all" : "`" + scenario.name() + "`",
                            scenario == null ? "" : scenario.fault(),
                            scenario == null ? "" : scenario.holds(),
                            kept,
                            runs,
                            sum("faults"),
                            sum("tookEffect"),
                            sum("kills"),
                            sum("acked"),
                            sum("lost"),
                            sum("duplicated"),
                            sum("mismatched"),
                            sum("versionsBack"),
                            recovery);
        }

        private static long largest(List<Long> figures) {
            return figures.stream().mapToLong(Long::longValue).max().orElse(0);
        }
    }
}
