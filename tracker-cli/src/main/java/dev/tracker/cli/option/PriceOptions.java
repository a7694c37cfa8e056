package dev.tracker.cli.option;

import dev.tracker.core.cost.CostEstimator;
import dev.tracker.core.cost.PriceTable;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** With which prices costs are estimated, for every command through which events come in. */
public final class PriceOptions {

    private static final String NONE = "none";

    @Option(
            names = "--prices",
            paramLabel = "FILE|none",
            description = {
                "Prices with which costs are estimated where only tokens are known (default: the shipped ones;",
                "see `tracker prices`). none estimates nothing."
            })
    private @Nullable String prices;

    /** The table's text and what to call it. */
    private record Text(String source, String text) {}

    /** @throws UserException if the file can't be read or is no table of prices, naming line and column */
    public PriceTable table() {
        if (NONE.equals(prices)) {
            return PriceTable.NONE;
        }
        if (prices == null) {
            return PriceTable.shipped();
        }
        Text text = read(prices);
        try {
            return PriceTable.parse(text.source, text.text);
        } catch (IllegalArgumentException e) {
            throw new UserException("--prices: " + e.getMessage(), e);
        }
    }

    /** A new one with that table; see {@link #table}. */
    public CostEstimator estimator() {
        return new CostEstimator(table());
    }

    /** The file itself, comments and all; empty for none. */
    public String text() {
        if (NONE.equals(prices)) {
            return "";
        }
        return prices == null ? PriceTable.shippedText() : read(prices).text;
    }

    private static Text read(String file) {
        if (file.isBlank()) {
            throw new UserException("--prices must name a file, or be none");
        }
        return new Text(file, SettingsFile.read("--prices", Path.of(file)));
    }
}
