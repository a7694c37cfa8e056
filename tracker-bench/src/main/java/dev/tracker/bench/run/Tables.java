package dev.tracker.bench.run;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Measures as tables, one row each. Measures in a row that have the same names share a table, so that none has empty columns. */
final class Tables {

    private static final String NOT_SHOWN = "bench";

    /** For a page. */
    static String markdown(List<Measure> measures) {
        return String.join(
                "\n", alike(measures).stream().map(Tables::markdownTable).toList());
    }

    private static String markdownTable(List<Measure> measures) {
        Set<String> names = names(measures);
        StringBuilder table = new StringBuilder();
        table.append("| ").append(String.join(" | ", names)).append(" |\n|");
        names.forEach(name -> table.append(" --- |"));
        table.append('\n');
        for (Measure measure : measures) {
            table.append("| ").append(String.join(" | ", cells(measure, names))).append(" |\n");
        }
        return table.toString();
    }

    /** For a terminal. */
    static String text(List<Measure> measures) {
        return String.join("\n", alike(measures).stream().map(Tables::textTable).toList());
    }

    private static String textTable(List<Measure> measures) {
        Set<String> names = names(measures);
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.copyOf(names));
        measures.forEach(measure -> rows.add(cells(measure, names)));
        StringBuilder table = new StringBuilder();
        for (List<String> row : rows) {
            for (int column = 0; column < row.size(); column++) {
                int place = column;
                int width = rows.stream()
                        .mapToInt(each -> each.get(place).length())
                        .max()
                        .orElse(0);
                table.append(("%-" + Math.max(1, width) + "s  ").formatted(row.get(column)));
            }
            table.append('\n');
        }
        return table.toString();
    }

    private static List<List<Measure>> alike(List<Measure> measures) {
        List<List<Measure>> tables = new ArrayList<>();
        Set<String> names = Set.of();
        for (Measure measure : measures) {
            if (tables.isEmpty() || !measure.values().keySet().equals(names)) {
                names = measure.values().keySet();
                tables.add(new ArrayList<>());
            }
            tables.get(tables.size() - 1).add(measure);
        }
        return tables;
    }

    private static Set<String> names(List<Measure> measures) {
        Set<String> names = new LinkedHashSet<>();
        measures.forEach(measure -> names.addAll(measure.values().keySet()));
        names.remove(NOT_SHOWN);
        return names;
    }

    private static List<String> cells(Measure measure, Set<String> names) {
        return names.stream().map(name -> cell(measure.values().get(name))).toList();
    }

    private static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        return value instanceof Integer || value instanceof Long
                ? String.format(Locale.ROOT, "%,d", ((Number) value).longValue())
                : value.toString();
    }

    private Tables() {}
}
