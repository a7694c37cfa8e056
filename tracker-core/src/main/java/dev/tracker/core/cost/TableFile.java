package dev.tracker.core.cost;

import dev.tracker.schemas.Usd;
import dev.tracker.schemas.WireLimits;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * A table as users write it: values between commas, the first line names the columns, {@code #} begins a line that is passed over. Nothing else is: a number that is
 * misread is money that is miscounted.
 */
final class TableFile {

    private static final int MAX_NAME = WireLimits.MAX_ID;

    /** Digits of one number: more can't be meant, and would be slow to read. */
    private static final int MAX_DIGITS = 24;

    private final String source;
    private final List<String> columns;
    private final List<Row> rows = new ArrayList<>();

    /** One line of values. */
    final class Row {

        private final int line;
        private final String[] cells;

        private Row(int line, String[] cells) {
            this.line = line;
            this.cells = cells;
        }

        int line() {
            return line;
        }

        /** A name, or a pattern of names. */
        String name(String column) {
            String cell = cell(column);
            if (cell.isEmpty() || cell.length() > MAX_NAME) {
                throw refused(column, "must have 1 to " + MAX_NAME + " characters", cell);
            }
            return cell;
        }

        LocalDate date(String column) {
            String cell = cell(column);
            try {
                return LocalDate.parse(cell);
            } catch (DateTimeException e) {
                throw refused(column, "must be a date like 2026-01-31", cell);
            }
        }

        /** A number of dollars from 0 to {@link WireLimits#MAX_USD}, with at most that many digits behind the point. */
        Usd usd(String column, int digits) {
            String cell = cell(column);
            boolean isPlain = cell.length() <= MAX_DIGITS && cell.matches("[0-9]+(\\.[0-9]+)?");
            BigDecimal dollars = isPlain ? new BigDecimal(cell) : BigDecimal.ONE.negate();
            if (dollars.signum() < 0
                    || dollars.scale() > digits
                    || dollars.compareTo(BigDecimal.valueOf(WireLimits.MAX_USD)) > 0) {
                throw refused(
                        column,
                        "must be a number from 0 to " + WireLimits.MAX_USD + " with at most " + digits
                                + " digits behind the point",
                        cell);
            }
            return Usd.of(dollars);
        }

        String cell(String column) {
            return cells[columns.indexOf(column)];
        }

        IllegalArgumentException refused(String column, String wanted, String cell) {
            String shown = cell.length() > MAX_NAME ? cell.substring(0, MAX_NAME) + "…" : cell;
            return new IllegalArgumentException(
                    source + " line " + line + ": " + column + " " + wanted + ", not '" + shown + "'");
        }
    }

    /** @throws IllegalArgumentException naming source, line and column, if the text is no such table */
    TableFile(String source, String text, List<String> columns) {
        this.source = source;
        this.columns = List.copyOf(columns);
        boolean isHeadRead = false;
        int number = 0;
        for (String raw : text.lines().toList()) {
            number++;
            String line = number == 1 && raw.startsWith("\uFEFF") ? raw.substring(1) : raw;
            if (line.isBlank() || line.stripLeading().startsWith("#")) {
                continue;
            }
            String[] cells = line.split(",", -1);
            for (int i = 0; i < cells.length; i++) {
                cells[i] = cells[i].strip();
            }
            if (!isHeadRead) {
                if (!List.of(cells).equals(columns)) {
                    throw new IllegalArgumentException(source + " line " + number + ": the first line must be '"
                            + String.join(",", columns) + "', not '" + line + "'");
                }
                isHeadRead = true;
            } else if (cells.length != columns.size()) {
                throw new IllegalArgumentException(source + " line " + number + ": " + columns.size() + " values ("
                        + String.join(", ", columns) + ") are wanted, not " + cells.length);
            } else {
                rows.add(new Row(number, cells));
            }
        }
        if (!isHeadRead) {
            throw new IllegalArgumentException(
                    source + " is empty: the first line must be '" + String.join(",", columns) + "'");
        }
    }

    List<Row> rows() {
        return rows;
    }
}
