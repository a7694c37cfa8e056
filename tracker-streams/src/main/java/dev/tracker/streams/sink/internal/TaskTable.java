package dev.tracker.streams.sink.internal;

import dev.tracker.schemas.topics.Topics;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** The current state of each task, and the history of how it came there. A task's version never goes back. */
final class TaskTable implements SinkTable<TaskRows> {

    private static final String TASK_STAGE = "tracker_task_stage";
    private static final String HISTORY_STAGE = "tracker_task_snapshot_stage";

    private static final String MARKS = """
            SELECT task_id, version, status, attempt, criteria_verified, criteria_total, history_at
            FROM tracker.task WHERE task_id = ANY (?)""";

    private static final String FORGET = "DELETE FROM tracker.task WHERE task_id = ANY (?)";

    private static final String UPSERT = TaskColumns.ALL.insert("tracker.task AS t", TASK_STAGE)
            + " ON CONFLICT (task_id) DO UPDATE SET " + TaskColumns.ALL.updates()
            + ", updated_at = now() WHERE excluded.version > t.version";

    private static final String KEEP =
            SnapshotColumns.ALL.insert("tracker.task_snapshot", HISTORY_STAGE) + " ON CONFLICT DO NOTHING";

    private final DayPartitions partitions;

    TaskTable(Supplier<LocalDate> today) {
        this.partitions = DayPartitions.ofSnapshots(today);
    }

    @Override
    public String name() {
        return Sinks.SNAPSHOTS;
    }

    @Override
    public String topic() {
        return Topics.SNAPSHOTS;
    }

    @Override
    public TaskRows newBuffer() {
        return new TaskRows();
    }

    @Override
    public boolean replaces() {
        return true;
    }

    @Override
    public void prepare(Database database, List<TaskRows> buffers) throws SQLException {
        Set<LocalDate> days = new TreeSet<>();
        for (TaskRows buffer : buffers) {
            for (TaskChange change : buffer.changes()) {
                HistoryMark state = change.state();
                if (state != null) {
                    days.add(LocalDate.ofInstant(state.keptAt(), ZoneOffset.UTC));
                }
            }
        }
        partitions.ensure(database, days);
    }

    @Override
    public WriteCounts write(Connection connection, List<TaskRows> buffers) throws SQLException {
        Set<String> taskIds = new HashSet<>();
        buffers.forEach(buffer -> buffer.changes().forEach(change -> taskIds.add(change.taskId())));
        if (taskIds.isEmpty()) {
            return new WriteCounts(0, 0);
        }
        TaskBatch batch = new TaskBatch(marks(connection, taskIds));
        buffers.forEach(buffer -> buffer.changes().forEach(batch::add));

        long rows = forget(connection, batch.forgotten());
        rows += move(connection, TASK_STAGE, TaskColumns.ALL, batch.tasks(), UPSERT);
        rows += move(connection, HISTORY_STAGE, SnapshotColumns.ALL, batch.history(), KEEP);
        return new WriteCounts(rows, batch.outdated());
    }

    private static Map<String, HistoryMark> marks(Connection connection, Set<String> taskIds) throws SQLException {
        Map<String, HistoryMark> marks = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(MARKS)) {
            query.setArray(1, texts(connection, taskIds));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    marks.put(
                            row.getString("task_id"),
                            new HistoryMark(
                                    row.getLong("version"),
                                    row.getString("status"),
                                    row.getInt("attempt"),
                                    row.getInt("criteria_verified"),
                                    row.getInt("criteria_total"),
                                    row.getObject("history_at", OffsetDateTime.class)
                                            .toInstant()));
                }
            }
        }
        return marks;
    }

    private static long forget(Connection connection, List<String> taskIds) throws SQLException {
        if (taskIds.isEmpty()) {
            return 0;
        }
        try (PreparedStatement statement = connection.prepareStatement(FORGET)) {
            statement.setArray(1, texts(connection, taskIds));
            return statement.executeUpdate();
        }
    }

    private static long move(Connection connection, String stage, Columns columns, CopyRows rows, String sql)
            throws SQLException {
        if (rows.rows() == 0) {
            return 0;
        }
        Copy.createStage(connection, stage, columns);
        Copy.stage(connection, stage, List.of(rows));
        try (Statement statement = connection.createStatement()) {
            return statement.executeLargeUpdate(sql);
        }
    }

    private static Array texts(Connection connection, Collection<String> values) throws SQLException {
        return connection.createArrayOf("text", values.toArray());
    }
}
