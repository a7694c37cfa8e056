package dev.tracker.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.Outcome;
import dev.tracker.schemas.Usd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedLog.class)
@Timeout(60)
class SpoolTrackerTest {

    private static final long ROOMY = 16L << 20;
    private static final long SMALL = 256 * 1024;

    private final String taskId = "spooled-" + UUID.randomUUID();

    @TempDir
    private Path folder;

    @Test
    void shouldDeliverWhatAnEarlierTrackerLeftBeforeItsOwnWhenKafkaIsBack(TestLog log) throws Exception {
        // Given a tracker without Kafka
        ProgressTracker earlier = new ProgressTracker(away(ROOMY));
        List<Delivery> deliveries = Updates.oneOfEach(earlier, taskId);
        assertThat(earlier.stats().pending()).isEqualTo(deliveries.size());

        // When it closes, nothing is lost and nothing is thrown
        CloseResult left = earlier.close(Duration.ZERO);
        earlier.close();
        assertThat(left.isComplete()).isTrue();
        assertThat(left.spooled()).isEqualTo(deliveries.size());
        assertThat(left).hasToString("0 updates delivered, none undelivered, 0 refused, 12 in the spool");
        assertThat(deliveries).extracting(Delivery::state).containsOnly(Delivery.State.SPOOLED);

        // Then the next one delivers it first
        try (ProgressTracker later = new ProgressTracker(TrackerSettings.builder(log.bootstrap(), "agent-1")
                .spool(folder, ROOMY)
                .build())) {
            Delivery own = later.startTask(taskId, StartOptions.none().withAttempt(2));
            assertThat(own.await(Updates.PATIENCE)).isEqualTo(Delivery.State.DELIVERED);
            assertThat(later.stats().spool().recovered()).isEqualTo(12);
            assertThat(later.stats().delivered()).isEqualTo(1);
            assertThat(later.stats().spool().pending()).isZero();
        }
        List<ExecutionEvent> events = log.eventsOf(taskId);
        assertThat(events).hasSize(13);
        assertThat(events.subList(0, 12))
                .extracting(event -> event.envelope().seq())
                .containsExactlyElementsOf(Updates.numbers(12));
        assertThat(Updates.essence(TestLog.fold(log.recordsOf(taskId).subList(0, 12))))
                .isEqualTo(Updates.essence(earlier.getProgress(taskId).orElseThrow()));
        assertThat(log.recordsOf(taskId).get(0).headers().lastHeader("ce_id").value())
                .asString()
                .isEqualTo(events.get(0).envelope().eventId().toString());
    }

    @Test
    void shouldRefuseAndSayWhyWhenTheSpoolIsFull() {
        ProgressTracker tracker = new ProgressTracker(away(SMALL));
        String text = "x".repeat(10_000);
        List<Delivery> lines = new ArrayList<>();
        Delivery start = tracker.startTask(taskId, 2, 0);

        // Given as many lines as there is room for
        for (Delivery next = tracker.log(taskId, text); next.isAccepted(); next = tracker.log(taskId, text)) {
            lines.add(next);
        }
        assertThat(tracker.stats().refused()).isEqualTo(1);

        // When updates come that count more, then lines make room for them
        int kept = 0;
        while (tracker.logAction(taskId, "run", text, true).isAccepted()) {
            kept++;
        }
        assertThat(kept).isGreaterThan(lines.size() / 2);
        assertThat(lines).extracting(Delivery::state).contains(Delivery.State.FAILED);
        assertThat(tracker.stats().spool().dropped()).isPositive();
        assertThat(start.state()).isEqualTo(Delivery.State.PENDING);

        // And at last the worker is told
        Delivery refused = tracker.cost(taskId, Usd.of(1));
        while (refused.isAccepted()) {
            refused = tracker.cost(taskId, Usd.of(1));
        }
        assertThat(refused.failure()).get().asString().contains("spool", folder.toString(), "of " + SMALL + " bytes");
        TrackerStats stats = tracker.stats();
        assertThat(stats.pending()).isEqualTo(stats.spool().pending());
        assertThat(stats.accepted()).isEqualTo(stats.pending() + stats.spool().dropped());
        tracker.close(Duration.ZERO);
    }

    @Test
    void shouldAcceptWhenTheWorkerIsInterrupted(TestLog log) throws Exception {
        try (ProgressTracker tracker = new ProgressTracker(TrackerSettings.builder(log.bootstrap(), "agent-1")
                .spool(folder, ROOMY)
                .build())) {
            Thread.currentThread().interrupt();
            Delivery first = tracker.startTask(taskId, 0, 0);
            assertThat(Thread.interrupted()).isTrue();

            Delivery last = tracker.completeTask(taskId, Outcome.SUCCESS);

            assertThat(first.await(Updates.PATIENCE)).isEqualTo(Delivery.State.DELIVERED);
            assertThat(last.await(Updates.PATIENCE)).isEqualTo(Delivery.State.DELIVERED);
        }
    }

    @Test
    void shouldNameTheSettingWhenItsSizeIsOutOfRange() {
        TrackerSettings.Builder settings = TrackerSettings.builder("localhost:9092", "agent-1");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.spool(folder, 1000))
                .withMessage("spool.maxBytes must be from 262144 to 1099511627776, not 1000");
    }

    /** Nobody listens at the address. */
    private TrackerSettings away(long maxBytes) {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return TrackerSettings.builder("127.0.0.1:" + socket.getLocalPort(), "agent-1")
                    .maxBlock(Duration.ofMillis(1))
                    .spool(folder, maxBytes)
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
