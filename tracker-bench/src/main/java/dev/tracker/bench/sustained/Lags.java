package dev.tracker.bench.sustained;

import dev.tracker.bench.run.BenchException;
import dev.tracker.schemas.topics.Topics;
import dev.tracker.streams.AggregatorSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Says how far behind everyone is: the aggregator by what it has committed, the sinks by what PostgreSQL says. Not thread-safe. */
final class Lags implements AutoCloseable {

    /**
     * At one moment.
     *
     * @param atSeconds since the beginning of the load
     * @param produced events in the log
     * @param fold events that the aggregator has not committed
     * @param events events that are not rows
     * @param snapshots records of the snapshots topic that are not in the table
     */
    record Sample(double atSeconds, long produced, long fold, long events, long snapshots) {}

    private static final String WRITTEN =
            "SELECT coalesce(sum(next_offset), 0) FROM tracker.sink_offset WHERE sink = ? AND topic = ?";

    private final Admin admin;
    private final Connection connection;
    private final long begin = System.nanoTime();

    Lags(Admin admin, String jdbcUrl) {
        this.admin = admin;
        try {
            connection = DriverManager.getConnection(jdbcUrl);
        } catch (SQLException e) {
            throw new BenchException("the database can't be asked for the lag", e);
        }
    }

    Sample now() throws InterruptedException {
        try {
            // What was done is asked for before what is to be done, so that no lag is overlooked.
            long folded = committed();
            long eventRows = written("events", Topics.EVENTS);
            long snapshotRows = written("snapshots", Topics.SNAPSHOTS);
            long events = end(Topics.EVENTS);
            long snapshots = end(Topics.SNAPSHOTS);
            return new Sample(
                    (System.nanoTime() - begin) / 1e9,
                    events,
                    events - folded,
                    events - eventRows,
                    snapshots - snapshotRows);
        } catch (SQLException | ExecutionException e) {
            throw new BenchException("the lag is not to be had: " + e.getMessage(), e);
        }
    }

    private long committed() throws ExecutionException, InterruptedException {
        return admin
                .listConsumerGroupOffsets(AggregatorSettings.DEFAULT_APPLICATION_ID)
                .partitionsToOffsetAndMetadata()
                .get()
                .entrySet()
                .stream()
                .filter(entry -> entry.getKey().topic().equals(Topics.EVENTS) && entry.getValue() != null)
                .mapToLong(entry -> entry.getValue().offset())
                .sum();
    }

    private long end(String topic) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        for (int partition = 0; partition < Topics.DEFAULT_PARTITIONS; partition++) {
            wanted.put(new TopicPartition(topic, partition), OffsetSpec.latest());
        }
        return admin.listOffsets(wanted).all().get().values().stream()
                .mapToLong(end -> end.offset())
                .sum();
    }

    private long written(String sink, String topic) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(WRITTEN)) {
            query.setString(1, sink);
            query.setString(2, topic);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new BenchException("the connection can't be closed", e);
        }
    }
}
