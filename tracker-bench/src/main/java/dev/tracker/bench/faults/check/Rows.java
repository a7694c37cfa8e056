package dev.tracker.bench.faults.check;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The event history, and what the database saw of versions. */
final class Rows {

    private static final int FETCH_SIZE = 10_000;

    private final Set<UUID> events = new HashSet<>();
    private final Set<UUID> twice = new HashSet<>();
    private final List<String> stepsBack = new ArrayList<>();

    Rows(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCH_SIZE);
            try (ResultSet rows = statement.executeQuery("SELECT event_id FROM tracker.execution_event")) {
                while (rows.next()) {
                    UUID id = rows.getObject(1, UUID.class);
                    if (!events.add(id)) {
                        twice.add(id);
                    }
                }
            }
            try (ResultSet rows =
                    statement.executeQuery("SELECT task_id, was, became FROM public.faults_version_back")) {
                while (rows.next()) {
                    stepsBack.add(rows.getString(1) + ": version " + rows.getLong(2) + ", then " + rows.getLong(3));
                }
            }
        }
        connection.rollback();
    }

    Set<UUID> events() {
        return events;
    }

    /** Events that have more than one row. */
    Set<UUID> twice() {
        return twice;
    }

    /** Versions that went back in {@code tracker.task}, in words. */
    List<String> stepsBack() {
        return stepsBack;
    }
}
