package dev.tracker.cli.option;

import dev.tracker.core.cost.BudgetTable;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What projects and trees of tasks may spend. */
public final class BudgetOptions {

    @Option(
            names = "--budgets",
            paramLabel = "FILE",
            description = {
                "Budgets of projects and trees: lines of scope,name,usd (see docs/cost.md).",
                "What a task may spend, its start says."
            })
    private @Nullable Path budgets;

    /** @throws UserException if the file can't be read or is no table of budgets, naming line and column */
    public BudgetTable table() {
        if (budgets == null) {
            return BudgetTable.NONE;
        }
        try {
            return BudgetTable.parse(budgets.toString(), SettingsFile.read("--budgets", budgets));
        } catch (IllegalArgumentException e) {
            throw new UserException("--budgets: " + e.getMessage(), e);
        }
    }
}
