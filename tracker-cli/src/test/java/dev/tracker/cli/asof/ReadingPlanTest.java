package dev.tracker.cli.asof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracker.cli.kafka.TopicReader.Range;
import dev.tracker.schemas.TaskProgress;
import org.junit.jupiter.api.Test;

class ReadingPlanTest {

    private static final long END = 90;

    /** Stands at the offset of its last event. */
    private final TaskProgress base = MadeLog.reference(MadeLog.records(1, 30), "alpha");

    private final long version = base.version();

    @Test
    void shouldReadEverythingWhenThereIsNoSnapshot() {
        assertThat(ReadingPlan.of(new Range(0, 100), END, null, false, 0))
                .isEqualTo(new ReadingPlan(null, new Range(0, END), false, true));
    }

    @Test
    void shouldSayThatItIsIncompleteWhenTheHeadIsGoneAndThereIsNoSnapshot() {
        assertThat(ReadingPlan.of(new Range(40, 100), END, null, false, 100).isComplete())
                .isFalse();
    }

    @Test
    void shouldGoOnFromTheSnapshotAndCheckItWhenItsEventIsLeft() {
        assertThat(ReadingPlan.of(new Range(version, 100), END, base, false, 0))
                .isEqualTo(new ReadingPlan(base, new Range(version, END), true, true));
    }

    @Test
    void shouldBeCompleteWhenTheLogBeginsRightBehindTheSnapshot() {
        assertThat(ReadingPlan.of(new Range(version + 1, 100), END, base, false, 0))
                .isEqualTo(new ReadingPlan(base, new Range(version + 1, END), false, true));
    }

    @Test
    void shouldBeIncompleteWhenEventsBehindTheSnapshotMayBeGone() {
        Range log = new Range(version + 2, 100);

        assertThat(ReadingPlan.of(log, END, base, false, 100).isComplete()).isFalse();
        assertThat(ReadingPlan.of(log, END, base, true, version + 1).isComplete())
                .isFalse();
    }

    @Test
    void shouldBeCompleteWhenTheAggregatorHadFoldedTheGapAndTheSnapshotIsStillTheLatest() {
        assertThat(ReadingPlan.of(new Range(version + 20, 100), END, base, true, version + 20)
                        .isComplete())
                .isTrue();
    }
}
