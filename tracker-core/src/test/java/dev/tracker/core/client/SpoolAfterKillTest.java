package dev.tracker.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tracker.schemas.ExecutionEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Workers that are killed, with a broker that is away, comes, goes and comes again. */
@Timeout(120)
class SpoolAfterKillTest {

    private static final int MANY = 1_000_000;
    private static final String TASK = "killed";

    @Test
    void shouldBringEverythingAcceptedOnceAndInOrderWhenWorkersAreKilled(@TempDir Path kafka, @TempDir Path folder)
            throws Exception {
        Random random = new Random(20_261_129);
        List<String> accepted = new ArrayList<>();
        try (TestLog log = new TestLog(kafka)) {
            // Given three workers in turn that are killed in the midst of reporting, while no broker is there
            log.stopBroker();
            for (int worker = 0; worker < 3; worker++) {
                accepted.addAll(killedAfter(200 + random.nextInt(400), log, folder, worker));
            }

            // And one that is killed in the midst of delivering what they left
            log.startBroker();
            accepted.addAll(killedAfter(1 + random.nextInt(300), log, folder, 3));

            // And one that meets the broker's end and beginning
            try (ProgressTracker tracker = new ProgressTracker(settings(log, folder))) {
                accepted.addAll(said(tracker, 4, 50));
                log.stopBroker();
                accepted.addAll(said(tracker, 5, 50));
                log.startBroker();

                // When all is delivered
                assertThat(tracker.flush(Updates.PATIENCE)).isTrue();
                assertThat(tracker.stats().failed()).isZero();
                assertThat(tracker.stats().spool().damages()).isZero();
            }

            // Then each update is there, in the order of its worker; a second copy has the same id and number
            Set<UUID> seen = new HashSet<>();
            List<String> arrived = new ArrayList<>();
            for (ExecutionEvent event : log.eventsOf(TASK)) {
                if (seen.add(event.envelope().eventId())) {
                    arrived.add(event.envelope().message());
                }
            }
            assertThat(arrived).doesNotHaveDuplicates().containsSubsequence(accepted);
            assertThat(log.foldOf(TASK).counters().applied()).isEqualTo(arrived.size());
            assertThat(log.foldOf(TASK).counters().late()).isZero();
            // What was written but not yet confirmed to the worker when it died may come, too, and the line that was
            // cut off: two updates a kill.
            assertThat(arrived.size() - accepted.size()).isBetween(0, 2 * 4);
        }
    }

    @Test
    void shouldRefuseTheFolderWhenAnotherProcessHasIt(@TempDir Path folder) throws Exception {
        Process worker = SpoolingWorker.start("127.0.0.1:1", folder, TASK, "w", 0);
        try (BufferedReader output = worker.inputReader(StandardCharsets.UTF_8)) {
            assertThat(output.readLine()).isEqualTo("ready");
            TrackerSettings settings = TrackerSettings.builder("127.0.0.1:1", "agent-1")
                    .spool(folder, SpoolingWorker.SPOOL_BYTES)
                    .build();

            assertThatExceptionOfType(SpoolException.class)
                    .isThrownBy(() -> new ProgressTracker(settings))
                    .withMessageContainingAll(folder.toString(), "in use");
        } finally {
            worker.destroyForcibly().waitFor();
        }
    }

    /** What a worker said to be accepted before it was killed, which was after that many updates or some more. */
    private static List<String> killedAfter(int updates, TestLog log, Path folder, int worker)
            throws IOException, InterruptedException {
        Process process = SpoolingWorker.start(log.bootstrap(), folder, TASK, Integer.toString(worker), MANY);
        List<String> accepted = new ArrayList<>();
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(output.readLine()).isEqualTo("ready");
            boolean killed = false;
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                accepted.add(line);
                if (!killed && accepted.size() >= updates) {
                    // Through its handle, which leaves the output legible.
                    killed = process.toHandle().destroyForcibly();
                }
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        // The last line may be cut off with the worker.
        return accepted.subList(0, accepted.size() - 1);
    }

    private static List<String> said(ProgressTracker tracker, int worker, int updates) {
        List<String> accepted = new ArrayList<>();
        for (int i = 0; i < updates; i++) {
            tracker.log(TASK, worker + "/" + i).orThrow();
            accepted.add(worker + "/" + i);
        }
        return accepted;
    }

    private static TrackerSettings settings(TestLog log, Path folder) {
        return TrackerSettings.builder(log.bootstrap(), "agent-1")
                .spool(folder, SpoolingWorker.SPOOL_BYTES)
                .build();
    }
}
