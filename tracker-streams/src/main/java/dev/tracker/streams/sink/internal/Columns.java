package dev.tracker.streams.sink.internal;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The columns of a table in the order in which rows are staged for it, and the lists of them that statements need. Immutable. */
final class Columns {

    /**
     * One column.
     *
     * @param name in the table and in its stage
     * @param stagedAs its type in the stage
     * @param value an expression over the stage that gives the table's value
     */
    private record Column(String name, String stagedAs, String value) {}

    private final List<Column> columns;

    private Columns(List<Column> columns) {
        this.columns = columns;
    }

    /** @param specs for each column {@code "name type"} or, where the staged value is not the table's, {@code "name type = expression"} */
    static Columns of(String... specs) {
        return new Columns(List.of(specs).stream().map(Columns::parse).toList());
    }

    private static Column parse(String spec) {
        int space = spec.indexOf(' ');
        int equals = spec.indexOf(" = ");
        String name = spec.substring(0, space);
        return equals < 0
                ? new Column(name, spec.substring(space + 1), "s." + name)
                : new Column(name, spec.substring(space + 1, equals), spec.substring(equals + 3));
    }

    int count() {
        return columns.size();
    }

    /** For {@code CREATE TABLE} of the stage. */
    String definitions() {
        return list(column -> column.name + " " + column.stagedAs);
    }

    /** For {@code COPY} into the table itself; only where staged values are the table's. */
    String names() {
        return list(Column::name);
    }

    /** {@code INSERT INTO table (...) SELECT ... FROM pg_temp.stage s}. */
    String insert(String table, String stage) {
        return "INSERT INTO " + table + " (" + list(Column::name) + ") SELECT " + list(Column::value) + " FROM pg_temp."
                + stage + " s";
    }

    /** For {@code DO UPDATE SET}: every column but the first, which is the key. */
    String updates() {
        return columns.stream()
                .skip(1)
                .map(column -> column.name + " = excluded." + column.name)
                .collect(Collectors.joining(", "));
    }

    private String list(Function<Column, String> part) {
        return columns.stream().map(part).collect(Collectors.joining(", "));
    }
}
