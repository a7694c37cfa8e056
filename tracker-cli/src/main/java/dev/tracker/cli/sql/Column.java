package dev.tracker.cli.sql;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A column of an answer.
 *
 * @param name distinct among the answer's columns
 * @param kind what its values are
 */
record Column(String name, Kind kind) {

    /** What values are read as, and what they become in typed formats. */
    enum Kind {
        BOOLEAN,
        INTEGER,
        LONG,
        REAL,
        DECIMAL,
        /** {@code timestamptz}: a point in time. */
        INSTANT,
        /** {@code timestamp}: a date and time of nowhere. */
        LOCAL_TIME,
        DATE,
        UUID,
        JSON,
        TEXTS,
        TEXT;

        private static Kind of(String type) {
            return switch (type) {
                case "bool" -> BOOLEAN;
                case "int2", "int4" -> INTEGER;
                case "int8" -> LONG;
                case "float4", "float8" -> REAL;
                case "numeric" -> DECIMAL;
                case "timestamptz" -> INSTANT;
                case "timestamp" -> LOCAL_TIME;
                case "date" -> DATE;
                case "uuid" -> UUID;
                case "json", "jsonb" -> JSON;
                case "_text", "_varchar" -> TEXTS;
                default -> TEXT;
            };
        }

        /** Whether values may be words of strangers, and not only digits and the like. */
        boolean isFreeText() {
            return this == TEXT || this == TEXTS || this == JSON;
        }
    }

    /** Columns of the same name are numbered, because JSON and Parquet know each name once. */
    static List<Column> of(ResultSetMetaData answer) throws SQLException {
        List<Column> columns = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 1; i <= answer.getColumnCount(); i++) {
            String name = answer.getColumnLabel(i);
            for (int n = 2; !names.add(name); n++) {
                name = answer.getColumnLabel(i) + "_" + n;
            }
            columns.add(new Column(name, Kind.of(answer.getColumnTypeName(i))));
        }
        return columns;
    }
}
