package dev.tracker.streams.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tracker.schemas.topics.Topics;
import dev.tracker.streams.TestCluster;
import dev.tracker.streams.TestEvents;
import dev.tracker.streams.TopicAdmin;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A topic that was deleted and made anew, with as many records as the old one had: offsets alone would not tell. */
@ExtendWith(PostgresExtension.class)
class TopicReplacedTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final TestDatabase database;

    TopicReplacedTest(TestDatabase database) {
        this.database = database;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldWriteTheNewTopicFromItsBeginningWithAnAlarm(boolean meanwhile) throws Exception {
        try (TestCluster cluster = new TestCluster(folder.resolve("kafka"), 1);
                Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrap()))) {
            // Given a sink that has written all
            SinkRunner first = started(cluster);
            try {
                TestEvents.life("old", 5).forEach(cluster::send);
                cluster.flush();
                awaitRows("old", 17);
                if (!meanwhile) {
                    first.close();
                }

                // When the topic is made anew, as long as it was
                admin.deleteTopics(List.of(Topics.EVENTS)).all().get();
                await().atMost(PATIENCE)
                        .until(() -> !admin.listTopics().names().get().contains(Topics.EVENTS));
                new TopicAdmin(admin).ensure(Topics.all(1));
                TestEvents.life("new", 5).forEach(cluster::send);
                cluster.flush();

                // Then nothing of it is passed over, and it is heard
                SinkRunner sink = meanwhile ? first : started(cluster);
                try {
                    awaitRows("new", 17);
                    assertThat(database.rows("SELECT next_offset FROM tracker.sink_offset"))
                            .containsExactly("17");
                    assertThat(sink.metrics().offsetsLostCount()).isPositive();
                    assertThat(sink.lastAlarm()).contains("made anew", "offset 17");
                    assertThat(sink.health().state()).isEqualTo(SinkState.RUNNING);
                } finally {
                    sink.close();
                }
            } finally {
                first.close();
            }
        }
    }

    private void awaitRows(String task, int count) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(database.rows(
                                "SELECT count(*) FROM tracker.execution_event WHERE task_id = '" + task + "'"))
                        .containsExactly(Integer.toString(count)));
    }

    private SinkRunner started(TestCluster cluster) {
        SinkRunner sink = EventSink.create(
                SinkSettings.of(cluster.bootstrap(), database.url())
                        .withLogin(TestDatabase.SINK_LOGIN, TestDatabase.PASSWORD)
                        .withBatch(1_000, 1 << 20, Duration.ofMillis(20)),
                new SimpleMeterRegistry());
        sink.start();
        return sink;
    }
}
