package dev.tracker.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.embedded.EmbeddedBroker;
import dev.tracker.schemas.topics.Topics;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the bridge does while Kafka is away, late, or somebody else than before. */
class OutageTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    @Test
    void shouldKeepWhatItShowsAndGoOnWhenTheBrokerRestarts() throws Exception {
        // Given
        EmbeddedBroker first = EmbeddedBroker.start(directory, 0);
        TaskFeed before = new TaskFeed(first.bootstrap());
        before.start("one", "Before").flush();
        try (BridgeServer bridge = BridgeServer.start(settings(first))) {
            BridgeClient client = new BridgeClient(bridge);
            await().until(() -> bridge.view().health().fresh());
            try (WatchingClient viewer = WatchingClient.connect(bridge, "/ws")) {
                await().until(() -> viewer.taskIds().contains("one"));

                // When
                before.close();
                first.close();

                // Then
                await().atMost(LONG).until(() -> !bridge.view().health().fresh());
                assertThat(client.json("/api/tasks/one").path("title").asText()).isEqualTo("Before");
                JsonNode health = client.json("/health/ready");
                assertThat(health.path("fresh").asBoolean()).isFalse();
                assertThat(health.path("reasons")).isNotEmpty();
                await().until(() -> viewer.ofType("heartbeat").stream()
                        .anyMatch(status -> !status.path("fresh").asBoolean()));

                // When
                try (EmbeddedBroker second = EmbeddedBroker.start(directory, first.port());
                        TaskFeed after = new TaskFeed(second.bootstrap())) {
                    after.start("two", "After").flush();

                    // Then
                    await().atMost(LONG).until(() -> viewer.taskIds().contains("two"));
                    await().atMost(LONG).until(() -> bridge.view().health().fresh());
                    assertThat(viewer.ofType("reset")).isEmpty();
                    assertThat(bridge.view().size()).isEqualTo(2);
                }
            }
        }
    }

    @Test
    void shouldReadEverythingAnewWhenTheTopicWasMadeAnew() throws Exception {
        // Given
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0);
                BridgeServer bridge = BridgeServer.start(settings(broker));
                TaskFeed old = new TaskFeed(broker.bootstrap())) {
            for (int i = 0; i < 50; i++) {
                old.start("old-" + i, null);
            }
            old.flush();
            await().until(() -> bridge.view().health().fresh() && bridge.view().size() == 50);
            try (WatchingClient viewer = WatchingClient.connect(bridge, "/ws");
                    Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
                await().until(() -> !viewer.ofType("ready").isEmpty());

                // When
                admin.deleteTopics(List.of(Topics.SNAPSHOTS)).all().get(30, TimeUnit.SECONDS);
                await().until(() -> !admin.listTopics().names().get().contains(Topics.SNAPSHOTS));
                try (TaskFeed fresh = new TaskFeed(broker.bootstrap())) {
                    fresh.start("old-7", "with a lower version").flush();

                    // Then
                    await().atMost(LONG).until(() -> bridge.view().size() == 1);
                    assertThat(bridge.view().find("old-7")).isEqualTo(fresh.task("old-7"));
                    await().until(() -> !viewer.ofType("reset").isEmpty());
                }
            }
        }
    }

    /** As when a machine sleeps: Kafka never failed to answer, because nobody asked. */
    @Test
    void shouldReadEverythingAnewWhenItStoodStillForLongerThanRemovalsCanBeSeen() throws Exception {
        // Given
        JumpingClock clock = new JumpingClock();
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0);
                TaskFeed feed = new TaskFeed(broker.bootstrap());
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            feed.start("one", null).flush();
            keepTombstonesFor(Duration.ofHours(1), admin);
            try (BridgeServer bridge = BridgeServer.start(settings(broker), clock)) {
                await().until(() -> bridge.view().health().fresh());
                try (WatchingClient viewer = WatchingClient.connect(bridge, "/ws")) {
                    await().until(() -> !viewer.ofType("ready").isEmpty());

                    // When
                    clock.jump(Duration.ofMinutes(40));

                    // Then
                    await().atMost(LONG).until(() -> !viewer.ofType("reset").isEmpty());
                    await().atMost(LONG).until(() -> bridge.view().size() == 1);
                }
            }
        }
    }

    private static void keepTombstonesFor(Duration time, Admin admin) throws Exception {
        AlterConfigOp change = new AlterConfigOp(
                new ConfigEntry("delete.retention.ms", Long.toString(time.toMillis())), AlterConfigOp.OpType.SET);
        admin.incrementalAlterConfigs(
                        Map.of(new ConfigResource(ConfigResource.Type.TOPIC, Topics.SNAPSHOTS), List.of(change)))
                .all()
                .get(30, TimeUnit.SECONDS);
    }

    /** A page that was connected before the bridge restarted has seen the latest state already. */
    @Test
    void shouldNotShowStatesLongPastWhileItReadsTheTopic() throws Exception {
        // Given a topic that has not been compacted yet
        int states = 20_000;
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0);
                TaskFeed feed = new TaskFeed(broker.bootstrap())) {
            feed.start("one", null);
            for (int i = 1; i < states; i++) {
                feed.log("one", "step " + i);
            }
            feed.flush();

            // When a viewer is there from the beginning
            try (BridgeServer bridge = BridgeServer.start(settings(broker));
                    WatchingClient viewer = WatchingClient.connect(bridge, "/ws")) {
                await().atMost(LONG).until(() -> viewer.taskIds().contains("one"));
                await().atMost(LONG).until(() -> bridge.view().health().ready());

                // Then
                assertThat(viewer.ofType("progress"))
                        .extracting(frame -> frame.path("data").path("version").asInt())
                        .containsOnly(states - 1);
            }
        }
    }

    @Test
    void shouldNotBeAliveWhenWhatKeepsTheLiveViewsUpHasEnded() throws Exception {
        Set<Thread> others = liveThreads();
        try (BridgeServer bridge = BridgeServer.start(withoutBroker())) {
            BridgeClient client = new BridgeClient(bridge);
            Set<Thread> own = liveThreads();
            own.removeAll(others);

            // When
            assertThat(own).hasSize(1).allSatisfy(Thread::interrupt);

            // Then
            await().until(() -> client.get("/health/live").statusCode() == 503);
            assertThat(client.get("/health/live").body()).contains("live views");
        }
    }

    private static Set<Thread> liveThreads() {
        Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
        threads.removeIf(thread -> !thread.getName().equals("bridge-live"));
        return threads;
    }

    private static BridgeSettings withoutBroker() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return BridgeSettings.of("127.0.0.1:" + socket.getLocalPort()).withPort(0);
        }
    }

    @Test
    void shouldBeAliveButNotReadyWhenThereIsNoBroker() throws Exception {
        // When
        try (BridgeServer bridge = BridgeServer.start(withoutBroker())) {
            BridgeClient client = new BridgeClient(bridge);
            HttpResponse<String> ready = client.get("/health/ready");

            // Then
            assertThat(client.get("/health/live").statusCode()).isEqualTo(200);
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(BridgeClient.parse(ready.body()).path("reasons")).isNotEmpty();
            assertThat(client.json("/api/tasks")).isEmpty();
        }
    }

    @Test
    void shouldBecomeReadyWhenTheTopicIsCreatedLater() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0);
                BridgeServer bridge = BridgeServer.start(settings(broker))) {
            await().until(() -> String.valueOf(bridge.view().health().trouble()).contains("does not exist"));

            try (TaskFeed feed = new TaskFeed(broker.bootstrap())) {
                feed.start("one", null).flush();
                await().atMost(LONG).until(() -> bridge.view().find("one") != null);
                await().until(() -> bridge.view().health().ready());
            }
        }
    }

    @Test
    void shouldSayWhichAddressWhenThePortIsTaken() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, java.net.InetAddress.getByName("127.0.0.1"))) {
            BridgeSettings settings = BridgeSettings.of("127.0.0.1:1").withPort(socket.getLocalPort());

            assertThatThrownBy(() -> BridgeServer.start(settings))
                    .isInstanceOf(BridgeException.class)
                    .hasMessageContaining("127.0.0.1:" + socket.getLocalPort())
                    .hasMessageContaining("in use");
        }
    }

    private static BridgeSettings settings(EmbeddedBroker broker) {
        return BridgeSettings.of(broker.bootstrap()).withPort(0);
    }
}
