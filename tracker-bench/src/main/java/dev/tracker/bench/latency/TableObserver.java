package dev.tracker.bench.latency;

import dev.tracker.bench.run.BenchException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks the table {@code task} again and again: its figures are too high by the time between two looks at the most. Looking oftener costs more than it tells: each look
 * reads the dead rows of the probes' tasks too, and every 5 ms that took an eighth of the two cores that everything shares.
 */
final class TableObserver implements Observer {

    private static final long BETWEEN_LOOKS_MS = 50;
    private static final String LOOK = "SELECT task_id, iteration FROM tracker.task WHERE task_id = ANY (?)";

    private final Sightings sightings;
    private final Thread thread;
    private volatile boolean closed;

    TableObserver(String jdbcUrl, Probes probes) {
        sightings = new Sightings(probes);
        thread = new Thread(() -> look(jdbcUrl), "observe-task-table");
        thread.start();
    }

    private void look(String jdbcUrl) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                PreparedStatement query = connection.prepareStatement(LOOK)) {
            query.setArray(1, connection.createArrayOf("text", Probes.taskIds()));
            while (!closed) {
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        sightings.saw(Probes.ofTaskId(row.getString(1)), row.getInt(2));
                    }
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(BETWEEN_LOOKS_MS));
            }
        } catch (SQLException e) {
            throw new BenchException("the table can't be read: " + e.getMessage(), e);
        }
    }

    @Override
    public Sightings sightings() {
        return sightings;
    }

    @Override
    public void close() {
        closed = true;
        Threads.join(thread);
    }
}
