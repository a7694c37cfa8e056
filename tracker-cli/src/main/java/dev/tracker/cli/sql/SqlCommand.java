package dev.tracker.cli.sql;

import dev.tracker.cli.option.DataOption;
import dev.tracker.cli.option.DatabaseOptions;
import dev.tracker.cli.option.UserException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "sql",
        mixinStandardHelpOptions = true,
        description = {
            "Without a query: how to connect to PostgreSQL as an analyst, and which views there are.",
            "With one: its rows. It runs alone, in a read-only transaction, with the rights of an analyst.",
            "docs/cookbook.md has queries for common questions."
        },
        footer = {
            "",
            "Examples:",
            "  tracker sql",
            "  tracker sql \"SELECT project_id, sum(cost_usd) FROM tasks GROUP BY 1 ORDER BY 2 DESC NULLS LAST\"",
            "  tracker sql --csv \"SELECT * FROM agent_per_day WHERE day >= current_date - 7\" > week.csv",
            "  tracker sql --json - < question.sql | jq ."
        })
public final class SqlCommand implements Callable<Integer> {

    @Mixin
    private DataOption data = new DataOption();

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Parameters(paramLabel = "QUERY", arity = "0..*", description = "One query; - reads it from standard input.")
    private List<String> words = List.of();

    @Option(names = "--json", description = "Print one object a row.")
    private boolean json;

    @Option(names = "--csv", description = "Print CSV (RFC 4180).")
    private boolean csv;

    @Option(
            names = "--exact",
            description = "With --csv: leave text as it is that a spreadsheet would take for a formula.")
    private boolean exact;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Print at most that many rows, 0 for all (default: ${DEFAULT-VALUE}).")
    private long limit = 1000;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "End the query after that time, 0 for never (default: ${DEFAULT-VALUE}).")
    private int timeout = 60;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        if (limit < 0) {
            throw new UserException("--limit must be 0 or more, not " + limit);
        }
        if (timeout < 0) {
            throw new UserException("--timeout must be 0 or more, not " + timeout);
        }
        if (json && csv) {
            throw new UserException("--json and --csv exclude each other");
        }
        String sql = words.equals(List.of("-")) ? standardInput() : String.join(" ", words);
        PrintWriter out = spec.commandLine().getOut();
        try (Connection connection = AnalystConnection.open(database, data, timeout)) {
            if (sql.isBlank()) {
                ConnectionSheet sheet = new ConnectionSheet(database.jdbcUrl(data), database.user());
                sheet.print(out);
                sheet.printViews(connection, out);
            } else {
                long rows = new Query(sql).run(connection, limit, columns -> form(out, columns), count -> {});
                if (limit > 0 && rows > limit) {
                    spec.commandLine().getErr().println("… cut after " + limit + " rows; --limit 0 prints all");
                }
            }
            out.flush();
            return 0;
        } catch (SQLException e) {
            throw AnalystConnection.explained(e);
        }
    }

    private RowWriter form(PrintWriter out, List<Column> columns) throws IOException {
        if (json) {
            return new JsonLines(out, columns);
        }
        return csv ? new CsvWriter(out, columns, exact) : new TextTable(out, columns);
    }

    private static String standardInput() throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            return reader.lines().collect(Collectors.joining("\n"));
        }
    }
}
