package dev.tracker.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is said when there is too much, and when Kafka is away. */
@ExtendWith(SharedIngest.class)
class BackpressureTest {

    /** Nothing listens there. */
    private static final String NOWHERE = "127.0.0.1:9";

    private static final IngestLimits IMPATIENT =
            IngestLimits.DEFAULT.withPatience(Duration.ofMillis(500), Duration.ofSeconds(10));

    private final String taskId = "pressure-" + UUID.randomUUID();

    @Test
    void shouldSayThatItMayComeAgainWhenKafkaIsAway() throws Exception {
        try (Ingest ingest = Ingest.start(TestIngest.settings(NOWHERE).withLimits(IMPATIENT));
                IngestServer server = IngestServer.start(ingest, IngestAddress.local(0))) {
            Sender sender = new Sender(server.url(), TestIngest.OPERATOR);
            String good = Sender.event(taskId, "heartbeat", "");

            // When
            HttpResponse<String> response = sender.events(Sender.JSON, "[" + good + ",{}]");

            // Then
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("Retry-After")).isPresent();
            assertThat(EventsTest.counts(Sender.json(response))).containsExactly(0, 0, 1, 1);
            JsonNode result = Sender.json(response).path("results").path(0);
            assertThat(result.path("status").asText()).isEqualTo("failed");
            assertThat(result.path("code").asText()).isEqualTo("UNAVAILABLE");
            assertThat(ingest.health().isAlive()).isTrue();
            assertThat(ingest.health().isReady()).isFalse();
        }
    }

    @Test
    void shouldHaveItOnceWhenItIsSentAgainAfterAnOutage(TestIngest shared) throws Exception {
        try (Ingest ingest = Ingest.start(shared.settings().withLimits(IMPATIENT));
                IngestServer server = IngestServer.start(ingest, IngestAddress.local(0))) {
            // Given one that knows its brokers, and an event that gets no answer in time
            Sender sender = new Sender(server.url(), TestIngest.OPERATOR);
            assertThat(sender.events(Sender.JSON, Sender.event(taskId, "start", ""))
                            .statusCode())
                    .isEqualTo(200);
            String json = Sender.event(taskId, "cost", "\"usd\":1");
            shared.stopBroker();
            HttpResponse<String> first = sender.events(Sender.JSON, json);
            assertThat(first.statusCode()).as(first.body()).isEqualTo(503);

            // When
            shared.startBroker();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> sender.events(Sender.JSON, json).statusCode() == 200);

            // Then
            assertThat(shared.recordsOf(taskId)).hasSize(2);
            assertThat(ingest.health().isReady()).isTrue();
        }
    }

    @Test
    void shouldTakeNothingWhenTooMuchIsUnderWay() throws Exception {
        // Given
        IngestLimits small =
                new IngestLimits(1 << 14, 100, 1 << 14, 20_000, 100, Duration.ofSeconds(20), Duration.ofSeconds(10));
        try (Ingest ingest = Ingest.start(TestIngest.settings(NOWHERE).withLimits(small));
                IngestServer server = IngestServer.start(ingest, IngestAddress.local(0))) {
            Sender sender = new Sender(server.url(), TestIngest.OPERATOR);
            String large = Sender.event(taskId, "log", "\"message\":\"" + "x".repeat(6_000) + "\"");
            CompletableFuture<HttpResponse<String>> waiting = CompletableFuture.supplyAsync(() -> sent(sender, large));
            SimpleMeterRegistry registry = new SimpleMeterRegistry();
            ingest.metrics().bindTo(registry);
            // The body is let go, the event is on its way.
            await().until(() ->
                    registry.get("tracker.ingest.received").functionCounter().count() > 6_000
                            && registry.get("tracker.ingest.in.flight").gauge().value() < 7_000);

            // When
            HttpResponse<String> second = sent(sender, large.replace("\"log\"", "\"log\" "));

            // Then
            assertThat(second.statusCode()).isEqualTo(429);
            assertThat(second.headers().firstValue("Retry-After")).isPresent();
            assertThat(second.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(registry.get("tracker.ingest.throttled")
                            .functionCounter()
                            .count())
                    .isEqualTo(1);
            ingest.close();
            assertThat(waiting.get().statusCode()).isEqualTo(503);
            await().until(() -> registry.get("tracker.ingest.in.flight").gauge().value() == 0);
        }
    }

    private static HttpResponse<String> sent(Sender sender, String json) {
        try {
            return sender.events(Sender.JSON, json);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldMakeATokenWaitWhenItSendsTooFast(TestIngest shared) throws Exception {
        IngestLimits slow = IngestLimits.DEFAULT.withEventsPerSecond(1);
        try (Ingest ingest = Ingest.start(shared.settings().withLimits(slow));
                IngestServer server = IngestServer.start(ingest, IngestAddress.local(0))) {
            Sender sender = new Sender(server.url(), TestIngest.OPERATOR);
            String many = (Sender.event(taskId, "heartbeat", "") + "\n").repeat(600);

            assertThat(sender.events("application/x-ndjson", many).statusCode()).isEqualTo(200);
            HttpResponse<String> next = sender.events(Sender.JSON, Sender.event(taskId, "heartbeat", ""));
            HttpResponse<String> ofAnother = new Sender(server.url(), TestIngest.SHOP)
                    .events(Sender.JSON, Sender.event(taskId, "heartbeat", "\"projectId\":\"shop\""));

            assertThat(next.statusCode()).isEqualTo(429);
            assertThat(Integer.parseInt(next.headers().firstValue("Retry-After").orElseThrow()))
                    .isBetween(500, 600);
            assertThat(ofAnother.statusCode()).isEqualTo(200);
        }
    }
}
