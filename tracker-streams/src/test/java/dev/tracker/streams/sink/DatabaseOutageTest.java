package dev.tracker.streams.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tracker.embedded.EmbeddedDatabase;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.topics.Topics;
import dev.tracker.streams.TestCluster;
import dev.tracker.streams.TestEvents;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database goes away in several ways; the sink waits, keeps its partitions, and loses nothing. */
class DatabaseOutageTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    static Path folder;

    private static TestCluster cluster;
    private static EmbeddedDatabase server;

    private TestDatabase database;
    private long already;

    @BeforeAll
    static void startServers() {
        cluster = new TestCluster(folder.resolve("kafka"), 2);
        server = EmbeddedDatabase.start(folder.resolve("postgres"), 0);
    }

    @AfterAll
    static void stopServers() {
        cluster.close();
        server.close();
    }

    /** Each test has a database of its own, and finds in the topic what those before it sent. */
    @BeforeEach
    void makeDatabase() {
        already = cluster.read(Topics.EVENTS).size();
        String name = "tracker_" + already;
        server.createDatabase(name);
        database = new TestDatabase(server.jdbcUrl(name)).migrated();
    }

    @Test
    void shouldWaitAndLoseNothingWhenTheServerStopsAndComesBack() {
        try (SinkRunner sink = EventSink.create(settings(Duration.ofSeconds(1)), new SimpleMeterRegistry())) {
            // Given a sink at work
            sink.start();
            send("before");
            awaitRows(152);

            // When the server goes and more arrives meanwhile
            int port = server.port();
            server.close();
            send("during");
            await().atMost(PATIENCE).until(() -> sink.health().state() == SinkState.WAITING_FOR_DATABASE);
            assertThat(sink.health().detail()).isNotBlank();
            await().atMost(PATIENCE).until(() -> sink.metrics().retryCount() >= 2);

            // Then all of it is written once the server is back, by the same owner
            server = EmbeddedDatabase.start(folder.resolve("postgres"), port);
            awaitRows(304);
            send("after");
            awaitRows(456);
            assertThat(sink.health().state()).isEqualTo(SinkState.RUNNING);
            assertThat(sink.metrics().duplicateCount()).isZero();
            assertThat(database.rows("SELECT epoch FROM tracker.sink_offset")).containsOnly("1");
        }
    }

    @Test
    void shouldStartWithoutTheServerAndBeginWhenItComes() {
        int port = server.port();
        send("early");
        server.close();
        try (SinkRunner sink = EventSink.create(settings(Duration.ofSeconds(1)), new SimpleMeterRegistry())) {
            sink.start();
            await().atMost(PATIENCE).until(() -> sink.health().state() == SinkState.WAITING_FOR_DATABASE);

            server = EmbeddedDatabase.start(folder.resolve("postgres"), port);
            awaitRows(152);
        }
    }

    @Test
    void shouldGiveUpTheConnectionAndTryAgainWhenSomeoneElseLocksTheTable() throws Exception {
        try (SinkRunner sink = EventSink.create(settings(Duration.ofMillis(400)), new SimpleMeterRegistry())) {
            sink.start();
            send("first");
            awaitRows(152);
            try (java.sql.Connection locker = database.connect()) {
                locker.setAutoCommit(false);
                locker.createStatement().execute("LOCK TABLE tracker.execution_event");
                send("second");
                await().atMost(PATIENCE).until(() -> sink.health().state() == SinkState.WAITING_FOR_DATABASE);
                locker.rollback();
            }
            awaitRows(304);
            assertThat(sink.metrics().duplicateCount()).isZero();
        }
    }

    @Test
    void shouldNotHangForEverWhenTheServerDoes() throws Exception {
        SinkSettings settings = settings(Duration.ofSeconds(1));
        try (SinkRunner sink = EventSink.create(settings, new SimpleMeterRegistry())) {
            sink.start();
            send("first");
            awaitRows(152);
            // Given a backend that is stopped, as by a machine that thrashes: it neither answers nor reads
            String backend = database.rows(
                            "SELECT pid FROM pg_stat_activity WHERE application_name = 'tracker-sink-events'")
                    .get(0);
            signal("STOP", backend);
            try {
                send("second");
                await().atMost(PATIENCE).until(() -> sink.metrics().retryCount() > 0);
                awaitRows(304);
            } finally {
                signal("CONT", backend);
            }
        }
    }

    private static void signal(String name, String pid) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, pid).start().waitFor())
                .isZero();
    }

    private void send(String task) {
        List<ExecutionEvent> life = TestEvents.life(task + "-" + already, 50);
        life.forEach(cluster::send);
        cluster.flush();
    }

    private void awaitRows(long count) {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() ->
                        assertThat(database.count("tracker.execution_event")).isEqualTo(already + count));
    }

    private SinkSettings settings(Duration timeout) {
        return SinkSettings.of(cluster.bootstrap(), database.url())
                .withLogin(TestDatabase.SINK_LOGIN, TestDatabase.PASSWORD)
                .withBatch(1_000, 1 << 20, Duration.ofMillis(20))
                .withPatience(timeout, Duration.ofMillis(500));
    }
}
