package dev.tracker.cli.look;

import dev.tracker.cli.option.PriceOptions;
import dev.tracker.core.cost.PriceTable;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "prices",
        mixinStandardHelpOptions = true,
        description = {
            "Show the prices with which costs are estimated where only tokens are known.",
            "US dollars for a million tokens. Estimates are marked as such everywhere."
        },
        footer = {
            "",
            "Examples:",
            "  tracker prices",
            "  tracker prices --text > prices.csv        # to begin your own with",
            "  tracker prices --prices prices.csv        # check it",
            "  TRACKER_PRICES=prices.csv tracker replay claude-code ~/sessions"
        })
public final class PricesCommand implements Callable<Integer> {

    @Mixin
    private PriceOptions prices = new PriceOptions();

    @Option(names = "--text", description = "Print the file itself.")
    private boolean text;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PriceTable table = prices.table();
        if (text) {
            out.print(prices.text());
        } else {
            print(table, out);
        }
        out.flush();
        return 0;
    }

    private static void print(PriceTable table, PrintWriter out) {
        LocalDate newest = table.rows().stream()
                .map(PriceTable.Row::from)
                .max(LocalDate::compareTo)
                .orElse(null);
        out.println("from " + table.source() + ", " + table.rows().size() + " rows"
                + (newest == null ? "; nothing is estimated" : ", the newest of " + newest));
        if (newest == null) {
            return;
        }
        out.printf(
                "%n%-28s %-10s %10s %10s %10s %11s%n", "MODEL", "FROM", "INPUT", "OUTPUT", "CACHE READ", "CACHE WRITE");
        for (PriceTable.Row row : table.rows()) {
            out.printf(
                    "%-28s %-10s %10s %10s %10s %11s%n",
                    TerminalText.oneLine(row.model()),
                    row.from(),
                    row.prices().input(),
                    row.prices().output(),
                    row.prices().cacheRead(),
                    row.prices().cacheWrite());
        }
    }
}
