package dev.tracker.cli.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracker.cli.kafka.Snapshots;
import dev.tracker.cli.kafka.TopicReader;
import dev.tracker.cli.option.DatabaseOptions;
import dev.tracker.cli.option.KafkaOptions;
import dev.tracker.cli.option.UserException;
import dev.tracker.core.reference.ReferenceReducer.Verdict;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.topics.Topics;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = {
            "Check that the log, the compacted topic and PostgreSQL agree.",
            "Reads the events topic from its start, folds it with a reducer that shares no code with the one in use, and compares.",
            "Exit code 0 if everything agrees, 1 if not."
        },
        footer = {"", "Examples:", "  tracker audit", "  tracker audit --json --wait 120"})
public final class AuditCommand implements Callable<Integer> {

    /** No such table, no such function. */
    private static final Set<String> NOT_MIGRATED = Set.of("42P01", "42883");

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Option(names = "--json", description = "Print the result as one line of JSON.")
    private boolean json;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long to wait for the aggregator and the sinks to catch up (default: ${DEFAULT-VALUE}).")
    private int waitSeconds = 60;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException, JsonProcessingException {
        if (waitSeconds < 0) {
            throw new UserException("--wait must be 0 or more, not " + waitSeconds);
        }
        long started = System.nanoTime();
        Map<String, Object> client = kafka.clientProperties();
        try (Admin admin = Admin.create(client);
                Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(kafka.data()), database.properties())) {
            long lag = new Lag(admin).awaitNone(Duration.ofSeconds(waitSeconds));
            AuditReport report = audit(new TopicReader(client), new StoredTasks(connection), lag, started);
            print(report);
            return report.ok() ? 0 : 1;
        } catch (SQLException e) {
            String hint = NOT_MIGRATED.contains(String.valueOf(e.getSQLState())) ? "; run `tracker migrate` first" : "";
            throw new UserException("PostgreSQL: " + e.getMessage() + hint, e);
        }
    }

    /** The stored rows were read first, so the log reaches at least as far as they do. */
    private static AuditReport audit(TopicReader reader, StoredTasks stored, long recordsBehind, long started) {
        Map<String, TaskProgress> published = Snapshots.read(reader);
        LogAudit log = new LogAudit(published, stored.versions(), stored.eventsKeptFrom());
        long logStart = reader.read(Topics.EVENTS, log::accept).values().stream()
                .mapToLong(TopicReader.Range::first)
                .sum();
        long deadLetters = DeadLetterCount.of(reader);

        return new AuditReport(
                log.events(),
                log.events() - log.count(Verdict.DUPLICATE) - log.refused(),
                log.count(Verdict.DUPLICATE),
                deadLetters,
                log.refused(),
                log.tasks(),
                log.wrongSnapshots().size(),
                log.wrongRows(stored.tasks()).size() + stored.columnMismatches(),
                stored.eventRows(),
                log.distinctEvents(),
                log.count(Verdict.LATE),
                log.count(Verdict.FENCED),
                log.count(Verdict.REJECTED),
                recordsBehind + log.behind(),
                logStart,
                Math.round((System.nanoTime() - started) / 1e7) / 100.0);
    }

    private void print(AuditReport report) throws JsonProcessingException {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(new ObjectMapper().writeValueAsString(report));
        } else {
            out.printf(
                    "events            %,d: %,d applied, %,d duplicates, %,d dead letters%n",
                    report.events(), report.applied(), report.duplicates(), report.expectedDeadLetters());
            out.printf("dead letters      %,d of %,d%n", report.deadLetters(), report.expectedDeadLetters());
            out.printf("event rows        %,d of %,d%n", report.eventRows(), report.expectedEventRows());
            out.printf(
                    "tasks             %,d: %,d wrong in the compacted topic, %,d wrong in PostgreSQL%n",
                    report.tasks(), report.snapshotMismatches(), report.postgresMismatches());
            out.printf("lag               %,d%n", report.lag());
            if (report.logStart() > 0) {
                out.printf(
                        "log               its first %,d records are gone, so it can't be folded whole%n",
                        report.logStart());
            }
            out.println(verdict(report));
        }
        out.flush();
    }

    private static String verdict(AuditReport report) {
        if (report.ok()) {
            return "everything agrees";
        }
        return report.lag() > 0 && report.agreesSoFar()
                ? "nothing wrong so far, but records are still on their way: audit again at rest, or with a longer --wait"
                : "NOT in agreement";
    }
}
