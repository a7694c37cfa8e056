package dev.tracker.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracker.core.client.ProgressTracker;
import dev.tracker.core.client.TrackerSettings;
import dev.tracker.schemas.LogEntry;
import dev.tracker.schemas.TaskProgress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Looked at in the tracker's local view, which needs no Kafka. */
class RunReporterTest {

    private static final String TASK = "task";

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000_000L);
    private final OutputTail tail = new OutputTail();
    private final ProgressTracker tracker =
            new ProgressTracker(TrackerSettings.builder("127.0.0.1:1", "agent").build());

    @AfterEach
    void close() {
        tracker.close(Duration.ZERO);
    }

    @Test
    void shouldKeepTheRateAndTellTheLastLinesAtTheEnd() {
        RunReporter reporter = reporter(Duration.ZERO);
        for (int i = 0; i < 500; i++) {
            tail.add("line " + i);
        }

        reporter.tick();
        assertThat(heard()).isEqualTo(RunReporter.MOST_AT_ONCE);

        // Two more a second
        pass(3);
        tail.add("line 500");
        reporter.tick();
        assertThat(heard()).isEqualTo(RunReporter.MOST_AT_ONCE + 1);

        reporter.finish();
        assertThat(logs()).hasSize(10).contains("line 499").doesNotContain("line 480");
        assertThat(heard()).isEqualTo(RunReporter.MOST_AT_ONCE + 1 + 1 + RunReporter.LAST_LINES);
    }

    @Test
    void shouldCountWhatPrintsAsAtWorkAndWhatDoesNotAsAlive() {
        RunReporter reporter = reporter(Duration.ZERO);

        pass(30);
        reporter.tick();
        assertThat(task().counters().actions()).isZero();
        assertThat(heard()).isEqualTo(1);

        tail.add("still here");
        pass(30);
        reporter.tick();
        assertThat(task().counters().actions()).isEqualTo(1);
        assertThat(logs()).last().isEqualTo("output still here");
    }

    @Test
    void shouldAnnounceTheSilenceThatIsExpected() {
        RunReporter reporter = reporter(Duration.ofHours(1));

        pass(30);
        reporter.tick();

        assertThat(task().clocks().expectedSilenceMs()).isEqualTo(3_600_000);
    }

    @Test
    void shouldTellProgressOnceASecondAndTheLastAtTheEnd() {
        RunReporter reporter = new RunReporter(
                tracker, TASK, tail, new ProgressPattern("(\\d+)%"), Duration.ofSeconds(30), Duration.ZERO, nanos::get);

        tail.add("10%");
        reporter.tick();
        tail.add("20%");
        reporter.tick();
        assertThat(task().percent()).isEqualTo(10);

        reporter.finish();
        assertThat(task().percent()).isEqualTo(20);
    }

    private RunReporter reporter(Duration silence) {
        return new RunReporter(tracker, TASK, tail, null, Duration.ofSeconds(30), silence, nanos::get);
    }

    private void pass(long seconds) {
        nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    private TaskProgress task() {
        return tracker.getProgress(TASK).orElseThrow();
    }

    private long heard() {
        return task().clocks().heard();
    }

    private List<String> logs() {
        return task().logs().stream().map(LogEntry::message).toList();
    }
}
