package dev.tracker.cli.sql;

import dev.tracker.cli.look.TerminalText;
import dev.tracker.schemas.Texts;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table for a terminal: columns as wide as the first rows need, long texts cut with a mark, numbers to the right. */
final class TextTable implements RowWriter {

    private static final int WIDEST = 60;
    private static final int ROWS_MEASURED = 200;

    private final PrintWriter out;
    private final List<Column> columns;
    private final int[] widths;
    private final List<String[]> waiting = new ArrayList<>();
    private boolean isBegun;

    /** The writer stays the caller's to close. */
    TextTable(PrintWriter out, List<Column> columns) {
        this.out = out;
        this.columns = columns;
        this.widths = columns.stream()
                .mapToInt(column -> Math.max(1, cell(column.name()).length()))
                .toArray();
    }

    @Override
    public void row(@Nullable Object[] values) {
        String[] cells = new String[values.length];
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            cells[i] = value == null ? "" : cell(Value.text(value));
        }
        if (isBegun) {
            print(cells);
            return;
        }
        waiting.add(cells);
        if (waiting.size() == ROWS_MEASURED) {
            begin();
        }
    }

    private static String cell(String text) {
        return TerminalText.oneLine(Texts.abridge(text, WIDEST));
    }

    private void begin() {
        isBegun = true;
        for (String[] cells : waiting) {
            for (int i = 0; i < cells.length; i++) {
                widths[i] = Math.max(widths[i], cells[i].length());
            }
        }
        print(columns.stream().map(column -> cell(column.name())).toArray(String[]::new));
        StringBuilder line = new StringBuilder();
        for (int width : widths) {
            line.append("-".repeat(width)).append("  ");
        }
        out.println(line.toString().stripTrailing());
        waiting.forEach(this::print);
        waiting.clear();
    }

    private void print(String[] cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            String room = " ".repeat(Math.max(0, widths[i] - cells[i].length()));
            line.append(isNumber(i) ? room + cells[i] : cells[i] + room).append("  ");
        }
        out.println(line.toString().stripTrailing());
    }

    private boolean isNumber(int column) {
        return switch (columns.get(column).kind()) {
            case INTEGER, LONG, REAL, DECIMAL -> true;
            default -> false;
        };
    }

    @Override
    public void close() {
        if (!isBegun) {
            begin();
        }
        out.flush();
    }
}
