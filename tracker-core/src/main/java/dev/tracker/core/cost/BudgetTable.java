package dev.tracker.core.cost;

import dev.tracker.schemas.Usd;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What projects and trees of tasks may spend in all. The row for a name is that whose pattern fixes most of its characters; of those that fix equally many, the one that stands
 * first. Immutable.
 *
 * <p>The format: lines of {@code scope,name,usd}, see {@code docs/cost.md}.
 */
public final class BudgetTable {

    /** Without any budget but those that tasks bring themselves. */
    public static final BudgetTable NONE = new BudgetTable(List.of());

    private static final List<String> COLUMNS = List.of("scope", "name", "usd");
    private static final int DIGITS = 12;
    private static final String PROJECT = "project";
    private static final String TREE = "tree";

    private record Row(String scope, Pattern name, Usd usd) {}

    private final List<Row> rows;

    private BudgetTable(List<Row> rows) {
        this.rows = List.copyOf(rows);
    }

    /**
     * Reads a table.
     *
     * @param source what to call it in messages, for example the file's name
     * @throws IllegalArgumentException naming line and column of the first thing that is wrong
     */
    public static BudgetTable parse(String source, String text) {
        List<Row> rows = new ArrayList<>();
        for (TableFile.Row row : new TableFile(source, text, COLUMNS).rows()) {
            String scope = row.name("scope");
            if (!scope.equals(PROJECT) && !scope.equals(TREE)) {
                throw row.refused("scope", "must be project or tree", scope);
            }
            Pattern name = new Pattern(row.name("name"));
            Usd usd = row.usd("usd", DIGITS);
            if (usd.pico() == 0) {
                throw row.refused("usd", "must be more than 0", row.cell("usd"));
            }
            if (rows.stream().anyMatch(other -> other.scope.equals(scope) && other.name.equals(name))) {
                throw row.refused("name", "must stand once in each scope", name.text());
            }
            rows.add(new Row(scope, name, usd));
        }
        return new BudgetTable(rows);
    }

    /** What the project may spend, null if nothing is said of it. */
    public @Nullable Usd project(String projectId) {
        return find(PROJECT, projectId);
    }

    /** What the task with that id and all that descend from it may spend together, null if nothing is said of it. */
    public @Nullable Usd tree(String rootTaskId) {
        return find(TREE, rootTaskId);
    }

    /** Whether any tree has a budget, so that trees need to be summed. */
    public boolean hasTrees() {
        return rows.stream().anyMatch(row -> row.scope.equals(TREE));
    }

    private @Nullable Usd find(String scope, String name) {
        Row best = null;
        for (Row row : rows) {
            if (row.scope.equals(scope)
                    && (best == null || row.name.specificity() > best.name.specificity())
                    && row.name.matches(name)) {
                best = row;
            }
        }
        return best == null ? null : best.usd;
    }
}
