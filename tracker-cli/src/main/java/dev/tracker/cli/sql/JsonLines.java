package dev.tracker.cli.sql;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One object a line, its fields in the order of the columns. Numbers stay numbers, JSON stays JSON, null is null. */
final class JsonLines implements RowWriter {

    private final Writer out;
    private final List<Column> columns;

    /** The writer stays the caller's to close. */
    JsonLines(Writer out, List<Column> columns) {
        this.out = out;
        this.columns = columns;
    }

    @Override
    public void row(@Nullable Object[] values) throws IOException {
        out.write('{');
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                out.write(',');
            }
            out.write(Value.json(columns.get(i).name()));
            out.write(':');
            Object value = values[i];
            out.write(value == null ? "null" : json(value, columns.get(i).kind()));
        }
        out.write("}\n");
    }

    private static String json(Object value, Column.Kind kind) {
        return switch (kind) {
            // The database would not hold it if it were not JSON; line ends may stand in it between its parts.
            case JSON -> value.toString().replace('\n', ' ').replace('\r', ' ');
            case DECIMAL -> Value.text(value);
            case BOOLEAN, INTEGER, LONG, TEXTS -> Value.json(value);
            case REAL -> Double.isFinite((Double) value) ? Value.json(value) : Value.json(value.toString());
            default -> Value.json(Value.text(value));
        };
    }

    @Override
    public void close() throws IOException {
        out.flush();
    }
}
