package dev.tracker.cli.sql;

import dev.tracker.cli.feed.ProgressLine;
import dev.tracker.cli.option.DataOption;
import dev.tracker.cli.option.DatabaseOptions;
import dev.tracker.cli.option.UserException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Write a view, or what a query gives, to a file: CSV or Parquet.",
            "Rows stream from the database, so the size does not matter; the file appears when it is complete.",
            "In CSV, text that a spreadsheet would take for a formula gets an apostrophe before it, unless --exact is given."
        },
        footer = {
            "",
            "Examples:",
            "  tracker export --table events --from 2026-11-01 --to 2026-11-07 --out week.parquet",
            "  tracker export --table tasks --out tasks.csv",
            "  tracker export --query \"SELECT day, sum(cost_usd) FROM cost_per_day GROUP BY 1\" | head"
        })
public final class ExportCommand implements Callable<Integer> {

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

    /** What to write. */
    enum Format {
        CSV,
        PARQUET
    }

    @Mixin
    private DataOption data = new DataOption();

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Option(
            names = "--table",
            paramLabel = "VIEW",
            description = "events, tasks, snapshots, or any view that `tracker sql` lists.")
    private @Nullable String table;

    @Option(names = "--query", paramLabel = "SQL", description = "The rows of this query instead.")
    private @Nullable String query;

    @Option(
            names = "--from",
            paramLabel = "DATE",
            converter = DayConverter.class,
            description = "With --table: no rows from before that UTC day.")
    private @Nullable LocalDate from;

    @Option(
            names = "--to",
            paramLabel = "DATE",
            converter = DayConverter.class,
            description = "With --table: no rows from after that UTC day.")
    private @Nullable LocalDate to;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES} (default: what the name of the file ends with, else CSV).")
    private @Nullable Format format;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "The file, replaced if it is there (default: standard output, for CSV only).")
    private @Nullable Path file;

    @Option(names = "--exact", description = "In CSV, leave text as it is that a spreadsheet would take for a formula.")
    private boolean exact;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "0",
            description =
                    "End it if the database takes longer than that to give the next rows, 0 for never (default: ${DEFAULT-VALUE}).")
    private int timeout;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        requireSense();
        PrintWriter err = spec.commandLine().getErr();
        AtomicLong written = new AtomicLong();
        ProgressLine progress =
                new ProgressLine(() -> String.format(Locale.ROOT, "%,d rows", written.get()), err, BETWEEN_LINES);
        progress.start();
        try (Connection connection = AnalystConnection.open(database, data, timeout)) {
            String sql = query != null ? query : Source.query(connection, String.valueOf(table), from, to);
            if (file == null) {
                csv(connection, sql, spec.commandLine().getOut(), written);
                return 0;
            }
            try (TargetFile target = new TargetFile(file)) {
                long rows;
                if (format() == Format.PARQUET) {
                    rows = new Query(sql)
                            .run(connection, 0, columns -> new ParquetRows(target.part(), columns), written::set);
                } else {
                    try (Writer out = Files.newBufferedWriter(target.part(), StandardCharsets.UTF_8)) {
                        rows = csv(connection, sql, out, written);
                    }
                }
                long bytes = Files.size(target.part());
                target.complete();
                progress.say(String.format(Locale.ROOT, "%,d rows, %,d bytes in %s", rows, bytes, file));
            }
            return 0;
        } catch (SQLException e) {
            throw AnalystConnection.explained(e);
        } finally {
            progress.stop();
        }
    }

    private long csv(Connection connection, String sql, Writer out, AtomicLong written)
            throws SQLException, IOException {
        return new Query(sql).run(connection, 0, columns -> new CsvWriter(out, columns, exact), rows -> {
            // A reader that has gone away, as `head` does, ends it.
            if (out instanceof PrintWriter printed && rows % 1000 == 0 && printed.checkError()) {
                throw new UserException("the output was closed");
            }
            written.set(rows);
        });
    }

    private void requireSense() {
        if ((table == null) == (query == null)) {
            throw new UserException("give either --table or --query");
        }
        if (query != null && (from != null || to != null)) {
            throw new UserException("--from and --to go with --table; put dates into the query itself");
        }
        if (from != null && to != null && to.isBefore(from)) {
            throw new UserException("--to must not be before --from");
        }
        if (file == null && format() == Format.PARQUET) {
            throw new UserException("Parquet needs a file: say which with --out");
        }
        if (timeout < 0) {
            throw new UserException("--timeout must be 0 or more, not " + timeout);
        }
    }

    private Format format() {
        if (format != null) {
            return format;
        }
        return file != null && file.toString().toLowerCase(Locale.ROOT).endsWith(".parquet")
                ? Format.PARQUET
                : Format.CSV;
    }
}
