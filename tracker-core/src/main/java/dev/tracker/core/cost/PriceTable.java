package dev.tracker.core.cost;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What models cost, and since when. The row for a model is that whose pattern fixes most characters of its name and of these the one that began last; of patterns that fix
 * equally many, the one that stands first. Immutable.
 *
 * <p>The format: lines of {@code model,from,input,output,cache_read,cache_write}, see {@code docs/cost.md}.
 */
public final class PriceTable {

    /** Without any price: nothing is estimated. */
    public static final PriceTable NONE = new PriceTable("none", List.of());

    private static final String SHIPPED = "prices.csv";
    private static final List<String> COLUMNS =
            List.of("model", "from", "input", "output", "cache_read", "cache_write");

    /**
     * One line of the table.
     *
     * @param model name of models, with {@code *} for any characters
     * @param from first day (UTC) on which the prices hold
     * @param prices for a million tokens each
     */
    public record Row(String model, LocalDate from, TokenPrices prices) {}

    private final String source;
    private final List<Row> rows;

    private PriceTable(String source, List<Row> rows) {
        this.source = source;
        this.rows = List.copyOf(rows);
    }

    /**
     * Reads a table.
     *
     * @param source what to call it in messages, for example the file's name
     * @throws IllegalArgumentException naming line and column of the first thing that is wrong
     */
    public static PriceTable parse(String source, String text) {
        List<Row> rows = new ArrayList<>();
        Map<String, Integer> lines = new HashMap<>();
        for (TableFile.Row row : new TableFile(source, text, COLUMNS).rows()) {
            String model = row.name("model");
            LocalDate from = row.date("from");
            Integer other = lines.putIfAbsent(model + " " + from, row.line());
            if (other != null) {
                throw row.refused(
                        "from", "must differ from that of line " + other + ", which has the same model", from + "");
            }
            rows.add(new Row(
                    model,
                    from,
                    new TokenPrices(
                            row.usd("input", TokenPrices.DIGITS),
                            row.usd("output", TokenPrices.DIGITS),
                            row.usd("cache_read", TokenPrices.DIGITS),
                            row.usd("cache_write", TokenPrices.DIGITS))));
        }
        return new PriceTable(source, rows);
    }

    /** The list prices that come with the program. They grow old; users bring their own. */
    public static PriceTable shipped() {
        return parse("the shipped prices", shippedText());
    }

    /** The file that {@link #shipped} reads, to begin one's own with. */
    public static String shippedText() {
        try (InputStream in = PriceTable.class.getResourceAsStream(SHIPPED)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + SHIPPED);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(SHIPPED, e);
        }
    }

    /** Where it comes from. */
    public String source() {
        return source;
    }

    /** In the order of the file. */
    public List<Row> rows() {
        return rows;
    }

    /** The prices of a model on a day (UTC), null if the table has none. */
    public @Nullable TokenPrices find(String model, LocalDate day) {
        Row best = null;
        int most = -1;
        for (Row row : rows) {
            Pattern pattern = new Pattern(row.model());
            int specificity = pattern.specificity();
            if (specificity >= most && !row.from().isAfter(day) && pattern.matches(model)) {
                boolean isNewer = best != null
                        && row.model().equals(best.model())
                        && row.from().isAfter(best.from());
                if (specificity > most || isNewer) {
                    best = row;
                    most = specificity;
                }
            }
        }
        return best == null ? null : best.prices();
    }
}
