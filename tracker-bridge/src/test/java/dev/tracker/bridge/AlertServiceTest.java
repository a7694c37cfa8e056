package dev.tracker.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.bridge.WebhookReceiver.Got;
import dev.tracker.bridge.alerts.AlertKind;
import dev.tracker.bridge.alerts.AlertService;
import dev.tracker.bridge.alerts.AlertSettings;
import dev.tracker.bridge.alerts.AlertSettings.Timing;
import dev.tracker.bridge.alerts.Webhook;
import dev.tracker.core.cost.BudgetTable;
import dev.tracker.embedded.EmbeddedBroker;
import dev.tracker.schemas.EventEnvelope;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.Outcome;
import dev.tracker.schemas.TokenCounts;
import dev.tracker.schemas.Usd;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The alerts role on a real broker, telling a real receiver. Tests keep apart by their projects. */
class AlertServiceTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Set<AlertKind> ALL = EnumSet.allOf(AlertKind.class);

    @TempDir
    static Path directory;

    private static EmbeddedBroker broker;
    private static TaskFeed feed;

    private final JumpingClock clock = new JumpingClock();
    private WebhookReceiver receiver;

    @BeforeAll
    static void start() throws Exception {
        broker = EmbeddedBroker.start(directory, 0);
        feed = new TaskFeed(broker.bootstrap());
    }

    @AfterAll
    static void stop() {
        feed.close();
        broker.close();
    }

    @BeforeEach
    void listen() throws Exception {
        receiver = new WebhookReceiver();
        feed.under(null);
    }

    @AfterEach
    void hangUp() {
        receiver.close();
    }

    @Test
    void shouldTellOnceOfEachKindOfTroubleWhenItLasts() {
        try (AlertService service = AlertService.start(settings("kinds", BudgetTable.NONE, 10), clock)) {
            await().atMost(LONG).until(() -> service.health().decides());
            // Given tasks that fail, finish, spend and fall silent
            feed.by("ada", "kinds").at(clock.instant());
            feed.event("k-failed", e -> new ExecutionEvent.Complete(e, Outcome.FAILED));
            feed.complete("k-finished");
            feed.event("k-budget", e -> new ExecutionEvent.Start(e, 0, null, 0, Usd.of(10), "Fix login"));
            spend("k-budget", 8, true).flush();
            await().atMost(LONG).until(() -> kinds("kinds").containsAll(Set.of("failed", "finished", "budget_80")));
            spend("k-budget", 2, false).flush();
            await().atMost(LONG).until(() -> kinds("kinds").contains("budget_100"));

            // When time passes
            clock.jump(Duration.ofMinutes(5).plusSeconds(2));
            await().atMost(LONG).until(() -> kinds("kinds").contains("stalled"));
            clock.jump(Duration.ofMinutes(6));
            await().atMost(LONG).until(() -> kinds("kinds").contains("lost"));

            // Then each was said once, with what is known of it
            assertThat(kinds("kinds"))
                    .containsExactlyInAnyOrder("failed", "finished", "budget_80", "budget_100", "stalled", "lost");
            JsonNode half = ofKind("kinds", "budget_80").json();
            assertThat(half.path("text").asText())
                    .startsWith("Fix login: 80 % of the budget spent, about $8.00 of $10.00");
            assertThat(half.path("data").path("costEstimated").decimalValue()).isEqualByComparingTo("8");
            assertThat(half.path("data").path("reachedAt").isNull()).isTrue();
            assertThat(service.health().delivered()).isGreaterThanOrEqualTo(6);
        }
    }

    @Test
    void shouldSayNothingOfWhatHadHappenedBeforeAKindWasWatched() {
        try (AlertService first = decides("before", BudgetTable.NONE)) {
            feed.by("ada", "before").at(Instant.now().minus(Duration.ofHours(30)));
            feed.event("b-old", e -> new ExecutionEvent.Complete(e, Outcome.FAILED));
            feed.at(clock.instant()).event("b-new", e -> new ExecutionEvent.Complete(e, Outcome.FAILED));
            feed.flush();

            await().atMost(LONG).until(() -> !receiver.taken("before").isEmpty());
            assertThat(receiver.taken("before")).extracting(Got::taskId).containsExactly("b-new");
            assertThat(first.health().decides()).isTrue();
        }
    }

    @Test
    void shouldRepeatNothingThatWasConfirmedAndDeliverTheRestWhenRestarted() {
        // Given a receiver that takes one alert and then fails
        try (AlertService service = decides("restart", BudgetTable.NONE)) {
            fail("restart", "r-one");
            await().atMost(LONG).until(() -> receiver.taken("restart").size() == 1);
            receiver.always(500);
            fail("restart", "r-two");
            await().atMost(LONG).until(() -> receiver.all().stream().anyMatch(got -> got.answered() == 500));
        }

        // When another instance takes over while the receiver is well, and something happened in between
        String halfway = receiver.all().get(receiver.all().size() - 1).id();
        fail("restart", "r-three");
        receiver.always(204);
        try (AlertService service = decides("restart", BudgetTable.NONE)) {
            await().atMost(LONG).until(() -> receiver.taken("restart").size() == 3);
            fail("restart", "r-four");
            await().atMost(LONG).until(() -> receiver.taken("restart").size() == 4);
        }

        // Then nobody was told twice, and what was under way came under the id that it had
        assertThat(receiver.taken("restart"))
                .extracting(Got::taskId)
                .containsExactlyInAnyOrder("r-one", "r-two", "r-three", "r-four");
        assertThat(receiver.taken("restart")).extracting(Got::id).contains(halfway);
    }

    @Test
    void shouldLetOneDecideAndTheOtherTakeOver() {
        AlertService first = decides("two", BudgetTable.NONE);
        try (AlertService second = AlertService.start(settings("two", BudgetTable.NONE), clock)) {
            await().atMost(LONG)
                    .until(() -> second.health().ready() && first.health().ready());
            fail("two", "t-one");
            await().atMost(LONG).until(() -> receiver.taken("two").size() == 1);
            assertThat(List.of(first.health().decides(), second.health().decides()))
                    .containsOnlyOnce(true);

            first.close();
            await().atMost(LONG).until(() -> second.health().decides());
            fail("two", "t-two");

            await().atMost(LONG).until(() -> receiver.taken("two").size() == 2);
            assertThat(receiver.taken("two")).extracting(Got::taskId).containsExactly("t-one", "t-two");
        } finally {
            first.close();
        }
    }

    @Test
    void shouldBeginAgainFromTheTopicWhenItWasFenced() {
        try (AlertService service = decides("fenced", BudgetTable.NONE)) {
            fail("fenced", "x-one");
            await().atMost(LONG)
                    .until(() -> receiver.taken("fenced").size() == 1
                            && service.health().pending() == 0);

            // When somebody else has its place for a moment
            Map<String, Object> config =
                    Map.of("bootstrap.servers", broker.bootstrap(), "transactional.id", AlertSettings.DEFAULT_GROUP);
            try (KafkaProducer<byte[], byte[]> other =
                    new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
                other.initTransactions();
                fail("fenced", "x-two");

                // Then it can write nothing, takes its place again and repeats nothing
                await().atMost(LONG).until(() -> receiver.taken("fenced").size() == 2);
            }
            assertThat(receiver.taken("fenced")).extracting(Got::taskId).containsExactly("x-one", "x-two");
        }
    }

    @Test
    void shouldNotStormWhenATaskFlaps() {
        try (AlertService service = decides("flap", BudgetTable.NONE)) {
            // When a task is begun and fails again and again
            feed.by("ada", "flap").at(clock.instant());
            for (int attempt = 1; attempt <= 5; attempt++) {
                int now = attempt;
                feed.event("f-task", e -> new ExecutionEvent.Complete(again(e, now), Outcome.FAILED))
                        .flush();
                await().atMost(LONG).until(() -> receiver.taken("flap").size() == Math.min(now, 2));
            }
            fail("flap", "f-other");
            await().atMost(LONG).until(() -> receiver.taken("flap").size() == 3);

            // Then it has its say twice, and once more when the hour is over and it still holds
            assertThat(receiver.taken("flap")).extracting(Got::taskId).containsExactly("f-task", "f-task", "f-other");
            clock.jump(Duration.ofHours(1).plusSeconds(1));
            await().atMost(LONG).until(() -> receiver.taken("flap").size() == 4);
            assertThat(receiver.taken("flap")
                            .get(3)
                            .json()
                            .path("data")
                            .path("attempt")
                            .asInt())
                    .isEqualTo(5);
            assertThat(service.health().raised()).isGreaterThanOrEqualTo(4);
        }
    }

    @Test
    void shouldTellOfBudgetsOfProjectsAndTreesAndShowThemOnTheBridge() throws Exception {
        BudgetTable budgets = BudgetTable.parse("b", "scope,name,usd\nproject,bud*,10\ntree,tree-root,5\n");
        BridgeSettings bridgeSettings = Bridges.settings(broker.bootstrap());
        try (AlertService service = decides("budgets", budgets);
                BridgeServer bridge = BridgeServer.start(bridgeSettings)) {
            feed.by("ada", "budgets").at(clock.instant());
            feed.event("tree-root", e -> new ExecutionEvent.Start(e, 0, null, 0, null, null));
            spend("tree-root", 1, false).under("tree-root");
            feed.event("tree-child", e -> new ExecutionEvent.Start(e, 0, null, 0, null, null));
            spend("tree-child", 4.5, false).flush();
            await().atMost(LONG).until(() -> kinds("budgets").contains("budget_100"));
            spend("tree-child", 3, false).flush();
            await().atMost(LONG).until(() -> kinds("budgets").contains("budget_80"));

            assertThat(ofKind("budgets", "budget_100")
                            .json()
                            .path("data")
                            .path("scope")
                            .asText())
                    .isEqualTo("tree");
            JsonNode project = ofKind("budgets", "budget_80").json().path("data");
            assertThat(project.path("scope").asText()).isEqualTo("project");
            assertThat(project.path("cost").decimalValue()).isEqualByComparingTo("8.5");

            // And who may see the project sees it
            BridgeClient operator = new BridgeClient(bridge);
            await().atMost(LONG)
                    .until(() -> operator.json("/api/alerts").path("budgets").size() == 2);
            assertThat(operator.json("/api/fleet")
                            .path("budgets")
                            .get(0)
                            .path("name")
                            .asText())
                    .isEqualTo("tree-root");
            assertThat(operator.json("/api/fleet").path("alerts")).isNotEmpty();
            BridgeClient shop = new BridgeClient(bridge, Bridges.SHOP);
            assertThat(shop.json("/api/alerts").path("alerts")).isEmpty();
            assertThat(shop.json("/api/fleet").path("budgets")).isEmpty();
        }
    }

    @Test
    void shouldShowNoSecretInTexts() {
        Webhook webhook = webhook("any", Set.of(AlertKind.LOST));

        assertThat(settings("any", BudgetTable.NONE).toString() + webhook)
                .doesNotContain(webhook.secret())
                .doesNotContain("in-the-address");
    }

    private AlertService decides(String project, BudgetTable budgets) {
        AlertService service = AlertService.start(settings(project, budgets), clock);
        await().atMost(LONG)
                .until(() -> service.health().decides() && service.health().ready());
        return service;
    }

    private AlertSettings settings(String project, BudgetTable budgets) {
        return settings(project, budgets, 2);
    }

    private AlertSettings settings(String project, BudgetTable budgets, int perTask) {
        Timing timing = new Timing(
                Duration.ofSeconds(1),
                perTask,
                Duration.ofDays(1),
                Duration.ofMillis(20),
                Duration.ofMillis(100),
                Duration.ofSeconds(5),
                100);
        return new AlertSettings(
                Map.of("bootstrap.servers", broker.bootstrap()),
                AlertSettings.DEFAULT_GROUP,
                ALL,
                budgets,
                List.of(webhook(project, ALL)),
                timing);
    }

    private Webhook webhook(String project, Set<AlertKind> kinds) {
        return new Webhook("hook", receiver.url(), "a secret of some length", kinds, Set.of(project));
    }

    private static EventEnvelope again(EventEnvelope e, int attempt) {
        return new EventEnvelope(
                e.eventId(),
                e.taskId(),
                e.agentId(),
                e.projectId(),
                e.parentTaskId(),
                attempt,
                e.seq(),
                e.emitterId(),
                e.timestamp(),
                e.message());
    }

    private void fail(String project, String taskId) {
        feed.by("ada", project).at(clock.instant());
        feed.event(taskId, e -> new ExecutionEvent.Complete(e, Outcome.FAILED)).flush();
    }

    private static TaskFeed spend(String taskId, double usd, boolean estimated) {
        return feed.event(
                taskId, e -> new ExecutionEvent.Cost(e, Usd.of(usd), new TokenCounts(1, 1, 0, 0), "m", estimated));
    }

    private List<String> kinds(String project) {
        return receiver.taken(project).stream().map(Got::kind).toList();
    }

    private Got ofKind(String project, String kind) {
        return receiver.taken(project).stream()
                .filter(got -> got.kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }
}
