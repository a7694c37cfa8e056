package dev.tracker.streams.sink.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.TokenCounts;
import dev.tracker.schemas.Usd;
import dev.tracker.schemas.json.SnapshotReader;
import dev.tracker.schemas.topics.Topics;
import dev.tracker.streams.TestEvents;
import dev.tracker.streams.sink.PostgresExtension;
import dev.tracker.streams.sink.TestDatabase;
import dev.tracker.streams.sink.TestSnapshots;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class TaskTableTest {

    // The database has a clock of its own, so the days must be near the real ones.
    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

    private final TestDatabase database;
    private final TestSink<TaskRows> sink;

    TaskTableTest(TestDatabase database) throws SQLException {
        this.database = database;
        this.sink = new TestSink<>(database, new TaskTable(() -> today));
    }

    @AfterEach
    void close() {
        sink.close();
    }

    @Test
    void shouldWriteTheWholeState() throws SQLException {
        TaskProgress last = last(TestSnapshots.of(TestEvents.life("task", 3), 100, 1));
        sink.write(records(List.of(last)));

        assertThat(database.rows("""
                        SELECT task_id, version, source_partition, project_id, agent_id, title, status, attempt, iteration, max_iterations,
                        percent, criteria_verified, criteria_total, cost_usd, cost_known, budget_usd, input_tokens, output_tokens, model,
                        files_created, files_modified, applied, missing, actions, started_at AT TIME ZONE 'UTC', waiting
                        FROM tracker.task"""))
                .containsExactly(
                        "task 110 0 default agent-task Work on task complete 1 3 3 0 0 4 0.0003 t 5 300 30 model-a {}"
                                + " {src/F1.java,src/F2.java,src/F3.java} 11 0 3 2026-03-01 10:00:00 f");
        String snapshot = database.rows("SELECT snapshot FROM tracker.task").get(0);
        assertThat(SnapshotReader.read(snapshot.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(last);
    }

    @Test
    void shouldShowActiveTasksWithTheirLiveness() throws SQLException {
        List<ExecutionEvent> life = TestEvents.life("task", 1);
        sink.write(records(List.of(last(TestSnapshots.of(life.subList(0, 4), 0, 1)))));
        sink.write(records(List.of(last(TestSnapshots.of(TestEvents.life("ended", 1), 10, 1)))));

        assertThat(database.rows("SELECT task_id, status, liveness, cost_usd FROM tracker.active_tasks"))
                .containsExactly("task in_progress lost 0.0001");
        database.execute("UPDATE tracker.task SET last_heard_at = now(), last_advanced_at = now()");
        assertThat(database.rows("SELECT liveness FROM tracker.active_tasks")).containsExactly("running");
    }

    @Test
    void shouldTellWhatOfTheCostIsAnEstimate() throws SQLException {
        List<ExecutionEvent> events = new ArrayList<>(TestEvents.life("task", 1).subList(0, 4));
        events.add(new ExecutionEvent.Cost(
                TestEvents.envelope("task", 4), Usd.of(0.0025), new TokenCounts(1, 1, 0, 0), "model-a", true));
        sink.write(records(List.of(last(TestSnapshots.of(events, 0, 1)))));

        assertThat(database.rows("SELECT cost_usd, cost_estimated_usd FROM tracker.active_tasks"))
                .containsExactly("0.0026 0.0025");
    }

    @Test
    void shouldNeverGoBackWhenAnOlderSnapshotComes() throws SQLException {
        List<TaskProgress> states = TestSnapshots.of(TestEvents.life("task", 3), 0, 1);
        sink.write(records(List.of(last(states))));
        List<String> before = everything();

        assertThat(sink.write(records(states))).isEqualTo(new WriteCounts(0, states.size()));

        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void shouldKeepTheNewestOfABatchWhateverItsOrder() throws SQLException {
        List<TaskProgress> states = TestSnapshots.of(TestEvents.life("task", 3), 0, 1);
        ConsumerRecord<byte[], byte[]> tombstone =
                new ConsumerRecord<>(Topics.SNAPSHOTS, 0, 99, TestSnapshots.key("task"), null);

        sink.write(records(List.of(states.get(5), states.get(3), states.get(4))));
        assertThat(database.rows("SELECT version FROM tracker.task")).containsExactly("5");

        List<ConsumerRecord<byte[], byte[]>> again = new ArrayList<>(records(states.subList(6, 8)));
        again.add(tombstone);
        again.addAll(records(List.of(states.get(4), states.get(2))));
        sink.write(again);
        assertThat(database.rows("SELECT version FROM tracker.task")).containsExactly("4");
    }

    @Test
    void shouldChangeNothingWhenBatchComesAgain() throws SQLException {
        List<ConsumerRecord<byte[], byte[]>> batch = records(TestSnapshots.of(TestEvents.life("task", 30), 0, 7));
        sink.write(batch);
        List<String> before = everything();

        assertThat(sink.write(batch).rows()).isZero();

        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void shouldKeepChangesAndOneStateAMinuteInHistory() throws SQLException {
        // Given a start, 60 events without a change of status, ten seconds apart, and an end
        List<TaskProgress> states = TestSnapshots.of(TestEvents.life("task", 20), 0, 10);

        sink.write(records(states));

        assertThat(database.rows("SELECT version, status FROM tracker.task_snapshot ORDER BY version"))
                .containsExactly(
                        "0 in_progress",
                        "6 in_progress",
                        "12 in_progress",
                        "18 in_progress",
                        "24 in_progress",
                        "30 in_progress",
                        "36 in_progress",
                        "42 in_progress",
                        "48 in_progress",
                        "54 in_progress",
                        "60 in_progress",
                        "61 complete");
    }

    @Test
    void shouldKeepTheSameHistoryHoweverSnapshotsFallIntoBatches() throws SQLException {
        List<TaskProgress> states = TestSnapshots.of(TestEvents.life("task", 20), 0, 13);
        sink.write(records(states));
        List<String> atOnce = database.rows("SELECT version, at FROM tracker.task_snapshot ORDER BY version");
        database.execute("TRUNCATE tracker.task, tracker.task_snapshot");

        for (int from = 0; from < states.size(); from += 5) {
            sink.write(records(states.subList(from, Math.min(states.size(), from + 5))));
        }

        assertThat(database.rows("SELECT version, at FROM tracker.task_snapshot ORDER BY version"))
                .isEqualTo(atOnce);
    }

    @Test
    void shouldForgetTheTaskButNotItsHistoryWhenTombstoneComes() throws SQLException {
        List<TaskProgress> states = TestSnapshots.of(TestEvents.life("task", 3), 0, 1);
        List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>(records(states));
        sink.write(batch);
        ConsumerRecord<byte[], byte[]> tombstone =
                new ConsumerRecord<>(Topics.SNAPSHOTS, 0, 99, TestSnapshots.key("task"), null);

        sink.write(List.of(tombstone));

        assertThat(database.count("tracker.task")).isZero();
        assertThat(database.count("tracker.task_snapshot")).isEqualTo(2);
        // And it comes back when it is heard of again, also within one batch.
        sink.write(List.of(tombstone, TestSnapshots.consumed(100, last(states))));
        assertThat(database.count("tracker.task")).isEqualTo(1);
    }

    @Test
    void shouldWriteNothingWhenSomeoneElseHasTakenThePartitionOver() throws SQLException {
        // Given a zombie that still believes in its claim
        List<TaskProgress> states = TestSnapshots.of(TestEvents.life("task", 3), 0, 1);
        sink.write(records(states.subList(0, 2)));
        try (TestSink<TaskRows> successor = new TestSink<>(database, new TaskTable(() -> today))) {
            List<String> before = everything();

            // When it writes, then it is fenced and nothing of it is there
            assertThat(catchState(() -> sink.write(records(states)))).isEqualTo(SqlFailure.FENCED);
            assertThat(everything()).isEqualTo(before);

            // And the successor goes on where the zombie last committed
            assertThat(successor.write(records(states)).rows()).isPositive();
            assertThat(database.rows("SELECT version, status FROM tracker.task"))
                    .containsExactly("10 complete");
            assertThat(database.rows("SELECT epoch, next_offset FROM tracker.sink_offset"))
                    .containsExactly("2 11");
        }
    }

    private interface Attempt {
        WriteCounts run() throws SQLException;
    }

    private static SqlFailure catchState(Attempt attempt) {
        try {
            throw new AssertionError("committed " + attempt.run());
        } catch (SQLException e) {
            return SqlFailure.of(e);
        }
    }

    private List<String> everything() {
        List<String> all = new ArrayList<>(database.rows("SELECT * FROM tracker.task ORDER BY task_id"));
        all.addAll(database.rows("SELECT * FROM tracker.task_snapshot ORDER BY task_id, version"));
        all.addAll(database.rows("SELECT next_offset FROM tracker.sink_offset"));
        return Collections.unmodifiableList(all);
    }

    private static TaskProgress last(List<TaskProgress> states) {
        return states.get(states.size() - 1);
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(List<TaskProgress> states) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (TaskProgress state : states) {
            records.add(TestSnapshots.consumed(state.version(), state));
        }
        return records;
    }
}
