package dev.tracker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tracker.bridge.BridgeServer;
import dev.tracker.bridge.BridgeSettings;
import dev.tracker.cli.kafka.EventPublisher;
import dev.tracker.embedded.EmbeddedBroker;
import dev.tracker.embedded.EmbeddedDatabase;
import dev.tracker.schemas.EventEnvelope;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.Outcome;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.TaskStatus;
import dev.tracker.schemas.topics.Topics;
import dev.tracker.streams.Aggregator;
import dev.tracker.streams.AggregatorSettings;
import dev.tracker.streams.TopicAdmin;
import dev.tracker.streams.sink.EventSink;
import dev.tracker.streams.sink.Migrations;
import dev.tracker.streams.sink.SinkRunner;
import dev.tracker.streams.sink.SinkSettings;
import dev.tracker.streams.sink.SinkState;
import dev.tracker.streams.sink.SnapshotSink;
import dev.tracker.streams.topology.FoldMeters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** The whole path while PostgreSQL is away: it costs lag, and nothing else. How long it is away makes no difference to what is tried; the fault harness lets it last. */
class DatabaseAwayTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String DATABASE = "tracker";
    private static final int TASKS = 20;
    private static final int EVENTS_A_TASK = 3;

    @TempDir
    private Path folder;

    @Test
    void shouldShowTasksMeanwhileAndWriteAllOfThemOnceWhenTheDatabaseIsBack() throws SQLException {
        EmbeddedDatabase database = EmbeddedDatabase.start(folder.resolve("postgres"), 0);
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"), 0)) {
            prepare(broker, database);
            SinkSettings sinks = SinkSettings.of(broker.bootstrap(), database.jdbcUrl(DATABASE))
                    .withPatience(Duration.ofSeconds(1), Duration.ofMillis(500));
            try (Aggregator aggregator = new Aggregator(
                            AggregatorSettings.of(broker.bootstrap(), folder.resolve("state")), FoldMeters.NONE);
                    SinkRunner events = EventSink.create(sinks, new SimpleMeterRegistry());
                    SinkRunner snapshots = SnapshotSink.create(sinks, new SimpleMeterRegistry());
                    BridgeServer bridge = BridgeServer.start(
                            BridgeSettings.of(broker.bootstrap()).withPort(0));
                    EventPublisher publisher = new EventPublisher(Map.of("bootstrap.servers", broker.bootstrap()))) {
                // Given a path at work
                aggregator.start();
                events.start();
                snapshots.start();
                publish(publisher, "before");
                awaitRows(database, TASKS);
                await().atMost(PATIENCE).until(() -> isSettled(aggregator));

                // When the database goes
                database.close();
                publish(publisher, "during");

                // Then the dashboard moves on, with both sinks waiting
                awaitComplete(bridge, "during");
                await().atMost(PATIENCE)
                        .until(() -> events.health().state() == SinkState.WAITING_FOR_DATABASE
                                && snapshots.health().state() == SinkState.WAITING_FOR_DATABASE);
                publish(publisher, "still-during");
                awaitComplete(bridge, "still-during");
                assertThat(aggregator.isReady()).isTrue();
                assertThat(aggregator.replacedThreads()).isZero();
                await().atMost(PATIENCE)
                        .untilAsserted(
                                () -> assertThat(events.metrics().currentLag()).isPositive());

                // And when it is back, everything is written once
                database = EmbeddedDatabase.start(folder.resolve("postgres"), database.port());
                awaitRows(database, 3 * TASKS);
                assertThat(events.metrics().duplicateCount()).isZero();
                assertThat(events.metrics().offsetsLostCount()).isZero();
                assertThat(snapshots.metrics().offsetsLostCount()).isZero();
            }
        } finally {
            database.close();
        }
    }

    /** Whether the threads have shared the partitions: until then it may rebalance, whatever the database does. */
    private static boolean isSettled(Aggregator aggregator) {
        return aggregator.isReady()
                && aggregator.streams().metadataForLocalThreads().stream()
                        .noneMatch(thread -> thread.activeTasks().isEmpty());
    }

    private static void prepare(EmbeddedBroker broker, EmbeddedDatabase database) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            new TopicAdmin(admin).ensure(Topics.all(2));
        }
        database.createDatabase(DATABASE);
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(database.jdbcUrl(DATABASE));
        Migrations.migrate(source);
    }

    private static void publish(EventPublisher publisher, String name) {
        for (int i = 0; i < TASKS; i++) {
            String taskId = name + "-" + i;
            publisher.send(new ExecutionEvent.Start(envelope(taskId, 0), 0, null, 0, null, "Task " + taskId));
            publisher.send(new ExecutionEvent.Iteration(envelope(taskId, 1), 1));
            publisher.send(new ExecutionEvent.Complete(envelope(taskId, 2), Outcome.SUCCESS));
        }
        publisher.flush();
    }

    private static EventEnvelope envelope(String taskId, int seq) {
        return new EventEnvelope(
                UUID.randomUUID(), taskId, "agent", "default", null, 1, seq, "agent", Instant.now(), null);
    }

    private static void awaitComplete(BridgeServer bridge, String name) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            for (int i = 0; i < TASKS; i++) {
                TaskProgress task = bridge.view().find(name + "-" + i);
                assertThat(task).as(name + "-" + i).isNotNull();
                assertThat(task.status()).isEqualTo(TaskStatus.COMPLETE);
            }
        });
    }

    private static void awaitRows(EmbeddedDatabase database, int tasks) {
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
            assertThat(count(database, "tracker.execution_event")).isEqualTo((long) tasks * EVENTS_A_TASK);
            assertThat(count(database, "tracker.task WHERE status = 'complete'"))
                    .isEqualTo(tasks);
        });
    }

    private static long count(EmbeddedDatabase database, String from) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl(DATABASE));
                ResultSet row = connection.createStatement().executeQuery("SELECT count(*) FROM " + from)) {
            row.next();
            return row.getLong(1);
        }
    }
}
