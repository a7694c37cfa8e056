package dev.tracker.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tracker.schemas.EventType;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.TokenCounts;
import dev.tracker.schemas.Usd;
import dev.tracker.schemas.WireLimits;
import dev.tracker.schemas.topics.CloudEventHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a worker says, every reader accepts it, or the worker hears of it. */
@ExtendWith(SharedLog.class)
class WireEdgeTest {

    private final String taskId = "task-" + UUID.randomUUID();
    private TestLog log;
    private ProgressTracker tracker;

    @BeforeEach
    void startTracker(TestLog shared) {
        log = shared;
        tracker = new ProgressTracker(shared.settings());
    }

    @AfterEach
    void closeTracker() {
        tracker.close();
    }

    @Test
    void shouldMendTextsVisiblyWhenTheyHoldWhatTheWireRefuses() throws Exception {
        tracker.log(taskId, "nul \0, high \ud83d, low \ude00, pair \ud83d\ude00");

        assertThat(tracker.flush(Updates.PATIENCE)).isTrue();

        assertThat(log.eventsOf(taskId))
                .extracting(event -> event.envelope().message())
                .containsExactly("nul \u2400, high \ufffd, low \ufffd, pair \ud83d\ude00");
    }

    @Test
    void shouldCutTextsWhenTheyAreTooLong() throws Exception {
        String longest = "\u0001".repeat(WireLimits.MAX_TEXT + 1);

        tracker.logAction(taskId, longest, longest, true);
        tracker.logError(taskId, longest);
        tracker.cost(taskId, null, TokenCounts.ZERO, "m".repeat(WireLimits.MAX_ID + 1));

        assertThat(tracker.flush(Updates.PATIENCE)).isTrue();
        List<ExecutionEvent> events = log.eventsOf(taskId);
        assertThat(events)
                .extracting(ExecutionEvent::type)
                .containsExactly(EventType.ACTION, EventType.ERROR, EventType.COST);
        assertThat(((ExecutionEvent.ErrorReport) events.get(1)).error())
                .hasSize(WireLimits.MAX_TEXT)
                .endsWith("…");
    }

    @Test
    void shouldKeepTheStartLegalWhenThereAreTheMostAndLongestCriteria() throws Exception {
        List<String> criteria = Collections.nCopies(WireLimits.MAX_CRITERIA, "\u0001".repeat(1_000));

        tracker.startTask(
                taskId, StartOptions.none().withCriteria(criteria).withTitle("\u0001".repeat(WireLimits.MAX_TEXT)));

        assertThat(tracker.flush(Updates.PATIENCE)).isTrue();
        TaskProgress inLog = log.foldOf(taskId);
        assertThat(inLog.criteria().total()).isEqualTo(WireLimits.MAX_CRITERIA);
        assertThat(inLog.criteria().entries().stream()
                        .filter(entry -> entry.text() != null)
                        .count())
                .isEqualTo(TaskProgress.MAX_CRITERIA_TEXT / TaskProgress.MAX_CRITERION_TEXT);
    }

    @Test
    void shouldCarryCloudEventsHeadersWhenPublished() throws Exception {
        tracker.heartbeat(taskId);

        assertThat(tracker.flush(Updates.PATIENCE)).isTrue();
        ConsumerRecord<byte[], byte[]> message = log.recordsOf(taskId).get(0);
        ExecutionEvent event = TestLog.event(message);
        for (Map.Entry<String, String> header : CloudEventHeaders.of(event).entrySet()) {
            assertThat(new String(message.headers().lastHeader(header.getKey()).value(), StandardCharsets.UTF_8))
                    .isEqualTo(header.getValue());
        }
        assertThat(event.envelope().eventId().version()).isEqualTo(7);
    }

    interface Call {
        Delivery on(ProgressTracker tracker);
    }

    static Stream<Arguments> illegal() {
        return Stream.of(
                illegal("percent must be from 0 to 100, not NaN", tracker -> tracker.updateProgress("t", Double.NaN)),
                illegal("percent must be", tracker -> tracker.updateProgress("t", -0.1)),
                illegal("percent must be", tracker -> tracker.updateProgress("t", 100.1)),
                illegal("iteration must be from 0 to 1000000000", tracker -> tracker.updateIteration("t", -1)),
                illegal("index must be from 0 to 9999", tracker -> tracker.verifyCriterion("t", 10_000)),
                illegal("criteriaTotal must be from 0 to 10000", tracker -> tracker.startTask("t", 10_001, 1)),
                illegal("maxIterations must be", tracker -> tracker.startTask("t", 1, -1)),
                illegal(
                        "attempt must be",
                        tracker -> tracker.startTask("t", StartOptions.none().withAttempt(-1))),
                illegal(
                        "parentTaskId must not be the task itself",
                        tracker -> tracker.startTask("t", StartOptions.none().withParentTaskId("t"))),
                illegal("usd must be from 0 to 1000000", tracker -> tracker.cost("t", new Usd(Long.MAX_VALUE))),
                illegal(
                        "tokens.output must be",
                        tracker -> tracker.cost("t", null, new TokenCounts(0, Long.MAX_VALUE, 0, 0), null)),
                illegal("expectedSilence must be", tracker -> tracker.heartbeat("t", Duration.ofNanos(-1))),
                illegal("taskId must have 1 to 256 characters", tracker -> tracker.heartbeat("")),
                illegal("taskId must have 1 to 256 characters", tracker -> tracker.heartbeat("t".repeat(257))),
                illegal("taskId must not begin", tracker -> tracker.heartbeat(" t")),
                illegal("taskId must not contain control", tracker -> tracker.heartbeat("a\nb")),
                illegal("taskId must not contain control", tracker -> tracker.heartbeat("a\ud83db")));
    }

    private static Arguments illegal(String reason, Call call) {
        return Arguments.of(reason, call);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("illegal")
    void shouldNameArgumentAndRangeWhenAnArgumentIsIllegal(String reason, Call call) {
        assertThatIllegalArgumentException().isThrownBy(() -> call.on(tracker)).withMessageContaining(reason);
        assertThat(tracker.stats().accepted()).isZero();
        assertThat(tracker.getProgress("t")).isEmpty();
    }
}
