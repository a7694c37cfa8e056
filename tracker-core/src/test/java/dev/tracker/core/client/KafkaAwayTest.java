package dev.tracker.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.tracker.schemas.EmitterCursor;
import dev.tracker.schemas.TaskStatus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nobody listens at the bootstrap address. */
@Timeout(30)
class KafkaAwayTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private TrackerSettings.Builder settings;

    @BeforeEach
    void findAPortWhereNobodyListens() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            settings = TrackerSettings.builder("127.0.0.1:" + socket.getLocalPort(), "agent-1");
        }
    }

    @Test
    void shouldAnswerAtOnceAndReportTheUndeliveredWhenKafkaIsAway() {
        // Given
        ProgressTracker tracker = new ProgressTracker(
                settings.maxBlock(LONG).closeTimeout(Duration.ZERO).build());
        List<TaskStatus> heard = new ArrayList<>();
        tracker.addListener(progress -> heard.add(progress.status()));

        // When
        Delivery start = tracker.startTask("a", 1, 1);
        Delivery end = tracker.completeTask("a");
        tracker.heartbeat("b");

        // Then reads and listeners answer although nothing is delivered
        assertThat(start.state()).isEqualTo(Delivery.State.PENDING);
        assertThat(tracker.getProgress("a").orElseThrow().status()).isEqualTo(TaskStatus.COMPLETE);
        assertThat(heard).containsExactly(TaskStatus.IN_PROGRESS, TaskStatus.COMPLETE, TaskStatus.PENDING);
        assertThat(tracker.stats().pending()).isEqualTo(3);

        // And closing says what was lost
        UndeliveredException lost = catchThrowableOfType(UndeliveredException.class, tracker::close);
        assertThat(lost.result().undelivered()).isEqualTo(3);
        assertThat(lost.result().undeliveredByTask()).isEqualTo(Map.of("a", 2L, "b", 1L));
        assertThat(lost).hasMessageContaining("3 accepted updates were not delivered");
        assertThat(end.state()).isEqualTo(Delivery.State.FAILED);
        assertThat(end.failure()).isPresent();
    }

    @Test
    void shouldSayWhatIsWrongWhenKafkaStaysAway() {
        try (ClosedAtTheEnd closed = new ClosedAtTheEnd(settings.build())) {
            closed.tracker.heartbeat("a");

            Awaitility.await()
                    .atMost(Updates.PATIENCE)
                    .untilAsserted(() ->
                            assertThat(closed.tracker.stats().lastFailure()).isNotNull());

            assertThat(closed.tracker.stats().lastFailure().reason()).contains("tracker.events.v1");
            assertThat(closed.tracker.stats().failed()).isZero();
        }
    }

    @Test
    void shouldFailAnUpdateWhenTheDeliveryTimeoutHasPassed() throws Exception {
        try (ClosedAtTheEnd closed = new ClosedAtTheEnd(
                settings.deliveryTimeout(Duration.ofSeconds(1)).build())) {
            Delivery delivery = closed.tracker.heartbeat("a");

            assertThat(delivery.await(Updates.PATIENCE)).isEqualTo(Delivery.State.FAILED);
            assertThat(closed.tracker.flush(Duration.ZERO)).isTrue();
            assertThat(closed.tracker.stats().failed()).isEqualTo(1);
        }
    }

    @Test
    void shouldRefuseWithinTheBoundAndLeaveAGapWhenTheBufferIsFull() {
        // Given a buffer that some two updates fill
        try (ClosedAtTheEnd closed = new ClosedAtTheEnd(
                settings.bufferBytes(64 * 1024).maxBlock(Duration.ofMillis(50)).build())) {
            ProgressTracker tracker = closed.tracker;
            String text = "x".repeat(31_000);
            tracker.log("a", text);
            tracker.log("a", text);

            // When
            Delivery refused = tracker.log("a", text);
            Delivery small = tracker.heartbeat("a");

            // Then the refused one changed nothing but the numbering
            assertThat(refused.state()).isEqualTo(Delivery.State.REFUSED);
            assertThat(refused.failure()).get().isInstanceOf(NotAcceptedException.class);
            assertThatExceptionOfType(NotAcceptedException.class).isThrownBy(refused::orThrow);
            assertThat(small.orThrow().state()).isEqualTo(Delivery.State.PENDING);
            assertThat(tracker.stats().refused()).isEqualTo(1);
            assertThat(tracker.stats().accepted()).isEqualTo(3);
            assertThat(tracker.getProgress("a").orElseThrow().counters().applied())
                    .isEqualTo(3);
            assertThat(tracker.getProgress("a").orElseThrow().emitters().cursors())
                    .extracting(EmitterCursor::next, EmitterCursor::unseen)
                    .containsExactly(tuple(4L, 1L));
        }
    }

    @Test
    void shouldRefuseWithoutWaitingWhenTheWorkerIsInterrupted() {
        try (ClosedAtTheEnd closed = new ClosedAtTheEnd(
                settings.bufferBytes(64 * 1024).maxBlock(LONG).build())) {
            closed.tracker.log("a", "x".repeat(64_000));
            Thread.currentThread().interrupt();

            Delivery delivery = closed.tracker.log("a", "x".repeat(64_000));

            assertThat(Thread.interrupted()).isTrue();
            assertThat(delivery.isAccepted()).isFalse();
        }
    }

    @Test
    void shouldTakeNothingMoreWhenClosed() {
        ProgressTracker tracker = new ProgressTracker(settings.build());
        tracker.heartbeat("a");

        CloseResult result = tracker.close(Duration.ZERO);

        assertThat(result.isComplete()).isFalse();
        assertThatIllegalStateException()
                .isThrownBy(() -> tracker.heartbeat("a"))
                .withMessageContaining("closed");
        assertThatIllegalStateException().isThrownBy(() -> tracker.joinTask("a", 2));
        assertThat(tracker.getProgress("a")).isPresent();
        // The result was given once; a second close has nothing to say.
        tracker.close();
        assertThat(tracker.close(LONG)).isEqualTo(result);
    }

    /** Closes a tracker that can't deliver, without waiting. */
    private record ClosedAtTheEnd(ProgressTracker tracker) implements AutoCloseable {

        ClosedAtTheEnd(TrackerSettings settings) {
            this(new ProgressTracker(settings));
        }

        @Override
        public void close() {
            tracker.close(Duration.ZERO);
        }
    }
}
