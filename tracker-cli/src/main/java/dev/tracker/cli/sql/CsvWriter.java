package dev.tracker.cli.sql;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * CSV as RFC 4180 has it: a header, CRLF, quotes where needed. Null is an empty field, an empty text is {@code ""}. Unless it is to be exact, text that a
 * spreadsheet would take for a formula gets an apostrophe before it: what workers write must not run on the machine of whoever opens the file.
 */
final class CsvWriter implements RowWriter {

    /** What spreadsheets begin formulas with, wide forms included, and blanks that they skip before it. */
    private static final String FORMULA_BEGINNINGS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private final Writer out;
    private final List<Column> columns;
    private final boolean exact;

    /** Writes the header. The writer stays the caller's to close. */
    CsvWriter(Writer out, List<Column> columns, boolean exact) throws IOException {
        this.out = out;
        this.columns = columns;
        this.exact = exact;
        for (int i = 0; i < columns.size(); i++) {
            separate(i);
            quoted(harmless(columns.get(i).name()));
        }
        out.write("\r\n");
    }

    @Override
    public void row(@Nullable Object[] values) throws IOException {
        for (int i = 0; i < values.length; i++) {
            separate(i);
            Object value = values[i];
            if (value != null) {
                String text = Value.text(value);
                quoted(columns.get(i).kind().isFreeText() ? harmless(text) : text);
            }
        }
        out.write("\r\n");
    }

    private void separate(int column) throws IOException {
        if (column > 0) {
            out.write(',');
        }
    }

    private String harmless(String text) {
        boolean isHarmless = exact || text.isEmpty() || FORMULA_BEGINNINGS.indexOf(text.charAt(0)) < 0;
        return isHarmless ? text : "'" + text;
    }

    private void quoted(String text) throws IOException {
        boolean isPlain =
                !text.isEmpty() && text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        if (isPlain) {
            out.write(text);
        } else {
            out.write('"');
            out.write(text.replace("\"", "\"\""));
            out.write('"');
        }
    }

    @Override
    public void close() throws IOException {
        out.flush();
    }
}
