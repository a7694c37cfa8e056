package dev.tracker.bench.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracker.bench.workload.MadeTasks;
import dev.tracker.core.Fold;
import dev.tracker.schemas.SourcePosition;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.json.SnapshotWriter;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutputCheckTest {

    private final MadeTasks made = new MadeTasks();
    private final TaskProgress first = fold(null, 0);
    private final TaskProgress second = fold(first, 1);

    @Test
    void shouldFindNothingWhenTheLastSnapshotIsTheReferences() {
        assertThat(OutputCheck.wrong(Map.of("a", second), Map.of("a", SnapshotWriter.write(second))))
                .isZero();
    }

    @Test
    void shouldFindATaskWhoseLastEventIsMissing() {
        assertThat(OutputCheck.wrong(Map.of("a", second), Map.of("a", SnapshotWriter.write(first))))
                .isEqualTo(1);
    }

    @Test
    void shouldFindATaskThatWasNeverWritten() {
        assertThat(OutputCheck.wrong(Map.of("a", second), Map.of())).isEqualTo(1);
    }

    @Test
    void shouldFindATaskThatIsNotInTheLog() {
        assertThat(OutputCheck.wrong(Map.of(), Map.of("a", SnapshotWriter.write(first))))
                .isEqualTo(1);
    }

    private TaskProgress fold(TaskProgress task, int seq) {
        return Fold.fold(task, made.event(0, seq, 10), new SourcePosition(0, seq, Instant.EPOCH))
                .progress();
    }
}
