package dev.tracker.bench.faults.stage;

import dev.tracker.bench.faults.check.ViewerCopy;
import dev.tracker.bench.faults.work.LedgerProducer;
import dev.tracker.bench.faults.work.Outgoing;
import dev.tracker.bench.run.Wait;
import dev.tracker.schemas.EventEnvelope;
import dev.tracker.schemas.ExecutionEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Utils;

/** Sends an event into each partition and waits until all of them are a row, an event in the history and a line in a browser: then all of Tracker works again. Not thread-safe. */
final class Probe implements AutoCloseable {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
    private static final String TASKS = "SELECT count(*) FROM tracker.task WHERE task_id = ANY (?)";
    private static final String EVENTS =
            "SELECT count(DISTINCT task_id) FROM tracker.execution_event WHERE task_id = ANY (?)";

    private final LedgerProducer producer;
    private final Postgres postgres;
    private final ViewerCopy viewer;
    private final int partitions;
    private final Random random;
    private int made;

    Probe(String bootstrap, Path ledger, Postgres postgres, ViewerCopy viewer, int partitions, long seed) {
        this.producer = new LedgerProducer(bootstrap, ledger);
        this.postgres = postgres;
        this.viewer = viewer;
        this.partitions = partitions;
        this.random = new Random(seed);
    }

    /** @throws dev.tracker.bench.run.BenchException if it does not come through in time */
    void awaitPassage(Duration patience) throws InterruptedException {
        await("an event comes through to browser and database", patience, ids -> isShown(ids) && isStored(ids));
    }

    /** The same, to the browser alone. */
    void awaitShown(Duration patience) throws InterruptedException {
        await("an event comes through to the browser", patience, this::isShown);
    }

    private void await(String what, Duration patience, Predicate<List<String>> isThere) throws InterruptedException {
        List<String> ids = new ArrayList<>();
        List<Outgoing> events = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            String id = idIn(partition);
            ids.add(id);
            events.add(Outgoing.of(start(id)));
        }
        producer.send(events);
        Wait.until(what, BETWEEN_LOOKS, patience, () -> {
            List<Outgoing> again = producer.unanswered();
            if (!again.isEmpty()) {
                producer.send(again);
            }
            return isThere.test(ids);
        });
        producer.flush();
    }

    private String idIn(int partition) {
        for (int i = 0; ; i++) {
            String id = "probe-%04d-%d".formatted(made, i);
            if (Utils.toPositive(Utils.murmur2(id.getBytes(StandardCharsets.UTF_8))) % partitions == partition) {
                made++;
                return id;
            }
        }
    }

    private ExecutionEvent start(String id) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        UUID eventId = new UUID(
                now.toEpochMilli() << 16 | 0x7000 | random.nextInt(1 << 12),
                (random.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L);
        EventEnvelope envelope =
                new EventEnvelope(eventId, id, "probe", "probes", null, 1, 0, "probe", now, "comes through");
        return new ExecutionEvent.Start(envelope, 1, null, 0, null, "A probe");
    }

    private boolean isShown(List<String> ids) {
        return viewer.tasks().keySet().containsAll(ids);
    }

    private boolean isStored(List<String> ids) {
        try (Connection connection = postgres.connect()) {
            return count(connection, TASKS, ids) == ids.size() && count(connection, EVENTS, ids) == ids.size();
        } catch (SQLException e) {
            return false; // The database is away, so it is not stored.
        }
    }

    private static int count(Connection connection, String sql, List<String> ids) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setArray(1, connection.createArrayOf("text", ids.toArray()));
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
