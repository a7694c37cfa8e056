package dev.tracker.streams.sink.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tracker.schemas.EventEnvelope;
import dev.tracker.schemas.Evidence;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.Outcome;
import dev.tracker.schemas.TokenCounts;
import dev.tracker.schemas.Usd;
import dev.tracker.schemas.json.EventEncoder;
import dev.tracker.schemas.topics.Topics;
import dev.tracker.streams.TestEvents;
import dev.tracker.streams.sink.PostgresExtension;
import dev.tracker.streams.sink.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class EventTableTest {

    // The database has a clock of its own, so the days must be near the real ones.
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.DAYS).plus(12, ChronoUnit.HOURS);
    private final LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    private final TestDatabase database;
    private final TestSink<EventRows> sink;

    EventTableTest(TestDatabase database) throws SQLException {
        this.database = database;
        this.sink = new TestSink<>(database, new EventTable(() -> today));
    }

    @AfterEach
    void close() {
        sink.close();
    }

    @Test
    void shouldWriteEveryFieldOfAnEvent() throws SQLException {
        EventEnvelope envelope = new EventEnvelope(
                UUID.fromString("018f0000-0000-7000-8000-000000000001"),
                "täsk \"1\"",
                "agent\\1",
                "project",
                "parent",
                3,
                7,
                "emitter",
                Instant.parse("2026-01-31T23:59:59.123456Z"),
                "line\nwith\ttab \uD83D\uDE00");
        sink.write(List.of(record(40, new ExecutionEvent.Iteration(envelope, 5))));

        assertThat(database.rows("""
                        SELECT day, event_id, task_id, project_id, agent_id, attempt, seq, emitter_id, type,
                        occurred_at AT TIME ZONE 'UTC', recorded_at AT TIME ZONE 'UTC', source_partition, source_offset,
                        payload ->> 'message', payload ->> 'iteration'
                        FROM tracker.execution_event"""))
                .containsExactly(
                        "2026-01-31 018f0000-0000-7000-8000-000000000001 täsk \"1\" project agent\\1 3 7 emitter iteration"
                                + " 2026-01-31 23:59:59.123456 2026-03-01 10:00:00.5 0 40 line\nwith\ttab \uD83D\uDE00 5");
    }

    @Test
    void shouldWriteNothingMoreWhenBatchComesAgain() throws SQLException {
        List<ConsumerRecord<byte[], byte[]>> batch = records(TestEvents.life("task", 10), 0);

        assertThat(sink.write(batch)).isEqualTo(new WriteCounts(32, 0));
        List<String> before = database.rows("SELECT * FROM tracker.execution_event ORDER BY source_offset");
        assertThat(sink.write(batch)).isEqualTo(new WriteCounts(0, 32));

        assertThat(database.rows("SELECT * FROM tracker.execution_event ORDER BY source_offset"))
                .isEqualTo(before);
    }

    @Test
    void shouldKeepFirstCopyWhenEventIdOccursTwiceInOneBatchAndInALaterOne() throws SQLException {
        ExecutionEvent event = TestEvents.life("task", 0).get(0);
        List<ConsumerRecord<byte[], byte[]>> twice = List.of(record(10, event), record(11, event));

        assertThat(sink.write(twice)).isEqualTo(new WriteCounts(1, 1));
        assertThat(sink.write(List.of(record(12, event)))).isEqualTo(new WriteCounts(0, 1));

        assertThat(database.rows("SELECT source_offset FROM tracker.execution_event"))
                .containsExactly("10");
    }

    @Test
    void shouldNoteTheLaterOneWhenAnEventIdComesWithOtherContent() throws SQLException {
        // Given a first event, a copy of it, and others under its id: in its own batch and in a later one
        ExecutionEvent first = heartbeat(1, now);
        ExecutionEvent other = cost(1, now, 0.5);
        assertThat(sink.write(List.of(record(10, first), record(11, first), record(12, other))))
                .isEqualTo(new WriteCounts(1, 1, 1));
        List<ConsumerRecord<byte[], byte[]>> later = List.of(record(13, cost(1, now, 0.7)), record(14, first));
        assertThat(sink.write(later)).isEqualTo(new WriteCounts(0, 1, 1));

        // When the answer to the commit is lost and the batch written again
        assertThat(sink.write(later)).isEqualTo(new WriteCounts(0, 2, 0));

        // Then the first one stands, and each of the others is noted once
        assertThat(database.rows("SELECT source_offset, type FROM tracker.execution_event"))
                .containsExactly("10 heartbeat");
        assertThat(database.rows("SELECT source_partition, source_offset, event_id, task_id, first_partition,"
                        + " first_offset, published_at FROM tracker.event_conflict ORDER BY source_offset"))
                .containsExactly(
                        "0 12 " + first.envelope().eventId() + " task 0 10 null",
                        "0 13 " + first.envelope().eventId() + " task 0 10 null");
    }

    @Test
    void shouldNoteNothingWhenOnlyTheFormOfTheJsonDiffers() throws SQLException {
        ExecutionEvent event = heartbeat(1, now);
        String spaced = new String(EventEncoder.encode(event), UTF_8).replace(",", " ,\n ");

        sink.write(List.of(record(10, event)));
        assertThat(sink.write(List.of(record(11, "task".getBytes(UTF_8), spaced.getBytes(UTF_8)))))
                .isEqualTo(new WriteCounts(0, 1));

        assertThat(database.count("tracker.event_conflict")).isZero();
    }

    @Test
    void shouldNoteNothingWhenOnlyWhatWasEstimatedDiffers() throws SQLException {
        // Given a cost that was estimated
        assertThat(sink.write(List.of(record(10, estimate(1, 0.5, 10))))).isEqualTo(new WriteCounts(1, 0));

        // When it comes again with another table of prices, or with none, then it is the same event
        assertThat(sink.write(List.of(record(11, estimate(1, 0.7, 10)), record(12, estimate(1, null, 10)))))
                .isEqualTo(new WriteCounts(0, 2));
        assertThat(database.count("tracker.event_conflict")).isZero();

        // And an amount that somebody reports, or other tokens, contradict it
        assertThat(sink.write(List.of(record(13, cost(1, now, 0.5)), record(14, estimate(1, 0.5, 11)))))
                .isEqualTo(new WriteCounts(0, 0, 2));
        assertThat(database.rows("SELECT payload ->> 'usd' FROM tracker.execution_event"))
                .containsExactly("0.5");
    }

    @Test
    void shouldWriteNothingWhenTheDatabaseHasForgottenWhatItCommitted() throws SQLException {
        List<ExecutionEvent> life = TestEvents.life("task", 10);
        sink.write(records(life.subList(0, 10), 0));
        sink.write(records(life.subList(10, 20), 10));
        // Given a standby that took over without the second batch
        database.execute("DELETE FROM tracker.execution_event WHERE source_offset >= 10");
        database.execute("UPDATE tracker.sink_offset SET next_offset = 10");

        // When the sink goes on behind it, then it is stopped before there is a gap
        assertThatThrownBy(() -> sink.write(records(life.subList(20, 32), 20))).isInstanceOf(FencedException.class);
        assertThat(database.count("tracker.execution_event")).isEqualTo(10);

        // And a new claim says from where to read again
        assertThat(sink.claim().nextOffset()).hasValue(10);
        assertThat(sink.write(records(life.subList(10, 32), 10))).isEqualTo(new WriteCounts(22, 0));
    }

    @Test
    void shouldGatherStatisticsOfAllDaysTogetherWhenTheSinkAsks() throws SQLException {
        sink.write(records(TestEvents.life("task", 10), 0));

        try (Connection connection = database.connectAs(TestDatabase.SINK_LOGIN);
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT tracker.analyze_events()");
        }

        assertThat(database.rows("SELECT DISTINCT inherited FROM pg_stats WHERE schemaname = 'tracker'"
                        + " AND tablename = 'execution_event'"))
                .containsExactly("t");
    }

    @Test
    void shouldPassOverWhatIsNoEvent() throws SQLException {
        List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>(records(TestEvents.life("task", 0), 0));
        batch.add(record(2, "task".getBytes(UTF_8), "{not json".getBytes(UTF_8)));
        batch.add(record(3, null, EventEncoder.encode(TestEvents.life("task", 0).get(0))));
        batch.add(record(4, "task".getBytes(UTF_8), null));

        assertThat(sink.write(batch)).isEqualTo(new WriteCounts(2, 0));
        assertThat(database.rows("SELECT next_offset FROM tracker.sink_offset")).containsExactly("5");
    }

    @Test
    void shouldPutEventsWhereTheirDaysBelong() throws SQLException {
        List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();
        List<Instant> times = new ArrayList<>(List.of(
                Instant.parse("0001-01-01T00:00:00Z"),
                Instant.parse("1970-01-01T12:00:00Z"),
                Instant.parse("9999-12-31T23:59:59.999999Z"),
                now.minus(401, ChronoUnit.DAYS),
                now.minus(400, ChronoUnit.DAYS),
                now,
                now.plus(2, ChronoUnit.DAYS),
                now.plus(3, ChronoUnit.DAYS)));
        times.add(null);
        for (Instant time : times) {
            batch.add(record(batch.size(), heartbeat(batch.size(), time)));
        }

        assertThat(sink.write(batch).rows()).isEqualTo(9);
        assertThat(sink.write(batch).rows()).isZero();

        assertThat(database.rows("SELECT source_offset, tableoid::regclass FROM tracker.execution_event ORDER BY 1"))
                .containsExactly(
                        "0 tracker.execution_event_default",
                        "1 tracker.execution_event_undated",
                        "2 tracker.execution_event_default",
                        "3 tracker.execution_event_default",
                        "4 " + partition(today.minusDays(400)),
                        "5 " + partition(today),
                        "6 " + partition(today.plusDays(2)),
                        "7 tracker.execution_event_default",
                        "8 tracker.execution_event_undated");
        // Tomorrow's partition is there before tomorrow is.
        assertThat(database.rows("SELECT to_regclass('" + partition(today.plusDays(1)) + "') IS NOT NULL"))
                .containsExactly("t");
    }

    @Test
    void shouldTakeEventsOfManyDaysAtOnce() throws SQLException {
        List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();
        for (int day = 0; day < 60; day++) {
            batch.add(record(day, heartbeat(day, now.minus(day, ChronoUnit.DAYS))));
        }

        assertThat(sink.write(batch).rows()).isEqualTo(60);
        assertThat(database.count("tracker.execution_event_default")).isZero();
    }

    @Test
    void shouldKeepOriginalWherePostgresCannotHoldIt() throws SQLException {
        String sent = new String(EventEncoder.encode(heartbeat(1, now)), UTF_8)
                .replaceFirst("\\{", "{\"x\":\"a\\\\u0000b\",");

        sink.write(List.of(record(1, "task".getBytes(UTF_8), sent.getBytes(UTF_8))));

        assertThat(database.rows("SELECT payload ->> 'type', convert_from(decode(payload ->> '$raw', 'base64'), 'UTF8')"
                        + " FROM tracker.execution_event"))
                .containsExactly("heartbeat " + sent);
    }

    @Test
    void shouldCountMoneyPerDayAndAgentWhenAnalystsAsk() throws SQLException {
        Instant day = Instant.parse("2026-03-01T00:00:00Z");
        sink.write(List.of(
                record(0, cost(0, day, 0.1)),
                record(1, cost(1, day.plusSeconds(86_399), 0.2)),
                record(2, cost(2, day.plusSeconds(86_400), 0.4)),
                // No clock of its own: counts for the day on which the broker received it, the first of March.
                record(3, cost(3, null, 0.8))));

        assertThat(database.rows(
                        "SELECT day, agent_id, model, cost_usd, input_tokens FROM tracker.cost_per_day ORDER BY day"))
                .containsExactly("2026-03-01 agent model-a 1.1 30", "2026-03-02 agent model-a 0.4 10");
        assertThat(database.rows("SELECT day, events, tasks, cost_usd FROM tracker.agent_per_day ORDER BY day"))
                .containsExactly("2026-03-01 3 1 1.1", "2026-03-02 1 1 0.4");
        assertThat(database.rows("SELECT version, type FROM tracker.task_timeline ORDER BY version"))
                .containsExactly("0 cost", "1 cost", "2 cost", "3 cost");
    }

    @Test
    void shouldSayInWordsWhatHappenedWhenATimelineIsRead() throws SQLException {
        Instant time = Instant.parse("2026-03-01T00:00:00Z");
        sink.write(List.of(
                record(0, new ExecutionEvent.Start(envelope(0, time), 2, null, 20, null, "Mend the login")),
                record(1, new ExecutionEvent.Iteration(envelope(1, time), 7)),
                record(2, new ExecutionEvent.Progress(envelope(2, time), 12.5)),
                record(3, new ExecutionEvent.Criterion(envelope(3, time), 0, true, Evidence.CI, null)),
                record(4, new ExecutionEvent.Criterion(envelope(4, time), 1, false, Evidence.OBSERVED, null)),
                record(5, new ExecutionEvent.Action(envelope(5, time), "edit", "pom.xml", false, 3)),
                record(6, cost(6, time, 0.1)),
                record(7, new ExecutionEvent.Complete(envelope(7, time), Outcome.SUCCESS))));

        assertThat(database.rows("SELECT text FROM tracker.task_timeline ORDER BY version"))
                .containsExactly(
                        "Mend the login",
                        "Iteration 7",
                        "12.5 %",
                        "Criterion 1 verified (ci)",
                        "Criterion 2 not verified (observed)",
                        "edit pom.xml failed",
                        "$0.1, 10 tokens in, 1 out, model-a",
                        "success");
    }

    private static String partition(LocalDate day) {
        return "tracker.execution_event_" + day.toString().replace("-", "");
    }

    private static ExecutionEvent heartbeat(int number, @Nullable Instant time) {
        return new ExecutionEvent.Heartbeat(envelope(number, time), 0);
    }

    private ExecutionEvent estimate(int number, @Nullable Double usd, long tokens) {
        return new ExecutionEvent.Cost(
                envelope(number, now),
                usd == null ? null : Usd.of(usd),
                new TokenCounts(tokens, 1, 0, 0),
                "model-a",
                true);
    }

    private static ExecutionEvent cost(int number, @Nullable Instant time, double usd) {
        return new ExecutionEvent.Cost(envelope(number, time), Usd.of(usd), new TokenCounts(10, 1, 0, 0), "model-a");
    }

    private static EventEnvelope envelope(int number, @Nullable Instant time) {
        UUID id = new UUID(0x7000L, 0x8000_0000_0000_0000L | number);
        return new EventEnvelope(id, "task", "agent", "p", null, 1, EventEnvelope.UNSEQUENCED, "agent", time, null);
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(List<ExecutionEvent> events, long first) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (ExecutionEvent event : events) {
            records.add(record(first + records.size(), event));
        }
        return records;
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, ExecutionEvent event) {
        return record(offset, event.envelope().taskId().getBytes(UTF_8), EventEncoder.encode(event));
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, byte @Nullable [] key, byte @Nullable [] value) {
        return new ConsumerRecord<>(
                Topics.EVENTS,
                0,
                offset,
                Instant.parse("2026-03-01T10:00:00.5Z").toEpochMilli(),
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                key,
                value,
                new RecordHeaders(),
                Optional.empty());
    }
}
