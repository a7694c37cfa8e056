package dev.tracker.bridge.internal.alerts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tracker.bridge.WebhookReceiver;
import dev.tracker.bridge.WebhookReceiver.Got;
import dev.tracker.bridge.alerts.AlertKind;
import dev.tracker.bridge.alerts.AlertSettings.Timing;
import dev.tracker.bridge.alerts.Webhook;
import dev.tracker.bridge.internal.alerts.Alert.Delivery;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CourierTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String SECRET = "a secret of some length";
    private static final Timing HASTY = new Timing(
            Duration.ZERO,
            100,
            Duration.ofHours(1),
            Duration.ofMillis(5),
            Duration.ofMillis(20),
            Duration.ofMillis(500),
            100);

    private final Map<String, Delivery> notes = new ConcurrentHashMap<>();
    private final DeliveryCounts counts = new DeliveryCounts();
    private WebhookReceiver receiver;

    @BeforeEach
    void listen() throws IOException {
        receiver = new WebhookReceiver();
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    @Test
    void shouldDeliverOnceSignedAndInFull() {
        try (Courier courier = courier(receiver.url())) {
            Alert alert = alert("one");
            courier.deliver(alert);

            await().atMost(LONG).until(() -> notes.get("one") == Delivery.DELIVERED);
            Got got = receiver.all().get(0);
            assertThat(receiver.all()).hasSize(1);
            assertThat(got.id()).isEqualTo(alert.id()).matches("alert_[0-9a-f]{32}");
            assertThat(got.signature())
                    .isEqualTo(Signature.of(
                            SECRET.getBytes(UTF_8),
                            got.id(),
                            got.timestamp(),
                            got.body().getBytes(UTF_8)));
            assertThat(got.json().path("type").asText()).isEqualTo("tracker.alert.failed");
            assertThat(got.json().path("data").path("id").asText()).isEqualTo(alert.id());
            assertThat(got.json().path("data").has("receivers")).isFalse();
            await().atMost(LONG).until(() -> courier.pending() == 0);
        }
    }

    /** 302: it leads elsewhere, and is not followed. */
    @ParameterizedTest
    @ValueSource(ints = {500, 503, 429, 408, 401, 404, 302, WebhookReceiver.NEVER})
    void shouldTryAgainUnderTheSameIdUntilItIsTaken(int failure) {
        receiver.header("Location", "http://127.0.0.1:" + receiver.port() + "/elsewhere")
                .next(failure, failure);
        try (Courier courier = courier(receiver.url())) {
            courier.deliver(alert("one"));

            await().atMost(LONG).until(() -> notes.get("one") == Delivery.DELIVERED);
            assertThat(receiver.all()).extracting(Got::answered).containsExactly(failure, failure, 204);
            assertThat(receiver.all())
                    .extracting(Got::id)
                    .containsOnly(alert("one").id());
            assertThat(counts.allFailed()).isEqualTo(2);
            assertThat(courier.trouble()).isNull();
        }
    }

    @Test
    void shouldWaitForAReceiverThatIsAway() throws IOException {
        int port = freePort();
        try (Courier courier = courier(URI.create("http://127.0.0.1:" + port + "/secret-path"))) {
            courier.deliver(alert("one"));
            courier.deliver(alert("two"));
            await().atMost(LONG).until(() -> counts.allFailed() > 2);
            assertThat(courier.trouble()).contains("127.0.0.1:" + port).doesNotContain("secret-path");
            assertThat(courier.pending()).isEqualTo(2);
            assertThat(notes).isEmpty();

            try (WebhookReceiver late = new WebhookReceiver(port)) {
                await().atMost(LONG).until(() -> notes.size() == 2);
                assertThat(late.all()).extracting(Got::id).doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void shouldNotLetOneAlertHoldUpTheOthers() {
        receiver.next(500);
        try (Courier courier = courier(receiver.url())) {
            courier.deliver(alert("one"));
            courier.deliver(alert("two"));

            await().atMost(LONG).until(() -> notes.size() == 2);
            assertThat(receiver.all())
                    .extracting(Got::id)
                    .containsExactly(
                            alert("one").id(), alert("two").id(), alert("one").id());
        }
    }

    @Test
    void shouldGiveUpAnAlertThatIsRefusedAgainAndAgain() {
        receiver.always(400);
        try (Courier courier = courier(receiver.url())) {
            courier.deliver(alert("one"));

            await().atMost(LONG).until(() -> notes.get("one") == Delivery.REFUSED);
            assertThat(receiver.all()).hasSize(5);
            receiver.always(204);
            courier.deliver(alert("two"));
            await().atMost(LONG).until(() -> notes.get("two") == Delivery.DELIVERED);
            assertThat(counts.allDropped()).isEqualTo(1);
        }
    }

    @Test
    void shouldSendNothingMoreWhenTheReceiverIsGone() {
        receiver.next(410);
        try (Courier courier = courier(receiver.url())) {
            List.of("one", "two", "three").forEach(key -> courier.deliver(alert(key)));

            await().atMost(LONG).until(() -> notes.size() == 3);
            assertThat(notes.values()).containsOnly(Delivery.GONE);
            assertThat(receiver.all()).hasSize(1);
            assertThat(courier.trouble()).contains("410");
        }
    }

    @Test
    void shouldGiveUpWhatIsTooOldToMatter() {
        try (Courier courier = courier(receiver.url())) {
            courier.deliver(alert("old", Instant.now().minus(Duration.ofHours(2))));

            await().atMost(LONG).until(() -> notes.get("old") == Delivery.EXPIRED);
            assertThat(receiver.all()).isEmpty();
        }
    }

    @Test
    void shouldLeaveWhatWasNotConfirmedToTheNextOneWhenClosed() {
        receiver.next(WebhookReceiver.NEVER);
        Courier courier = courier(receiver.url());
        courier.deliver(alert("one"));
        await().atMost(LONG).until(() -> receiver.all().size() == 1);

        courier.close();

        assertThat(notes).isEmpty();
    }

    private Courier courier(URI url) {
        Webhook webhook = new Webhook("hook", url, SECRET, AlertKind.TROUBLE, null);
        return new Courier(
                webhook, HASTY, Clock.systemUTC(), counts, (alert, delivery) -> notes.put(alert.key(), delivery));
    }

    private static Alert alert(String key) {
        return alert(key, Instant.now());
    }

    private static Alert alert(String key, Instant at) {
        return new Alert(
                key,
                AlertKind.FAILED,
                "task",
                "shop",
                "task-1",
                "ada",
                null,
                1,
                at,
                at,
                "task-1: failed",
                null,
                Map.of("hook", Delivery.PENDING));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
