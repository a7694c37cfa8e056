package dev.tracker.cli.asof;

import dev.tracker.cli.kafka.TopicReader;
import dev.tracker.schemas.TaskProgress;
import org.jspecify.annotations.Nullable;

/**
 * What must be read of a partition to fold a task up to some offset.
 *
 * @param base the snapshot to go on from, null to begin with nothing
 * @param part the records to read
 * @param checksBase whether the base's own event is among them
 * @param isComplete whether no event of the task can be missing in between
 */
record ReadingPlan(@Nullable TaskProgress base, TopicReader.Range part, boolean checksBase, boolean isComplete) {

    /**
     * Plans the least reading that gives the truth.
     *
     * @param log what is left of the partition
     * @param end the first offset that is not to be folded any more
     * @param base the newest snapshot that does not lie behind that
     * @param isLatest whether it is the task's latest
     * @param folded the first offset that the aggregator had not folded before the snapshots were read; 0 if unknown. A latest snapshot speaks for all before it.
     */
    static ReadingPlan of(TopicReader.Range log, long end, @Nullable TaskProgress base, boolean isLatest, long folded) {
        if (base != null && base.version() >= log.first()) {
            return new ReadingPlan(base, new TopicReader.Range(base.version(), end), true, true);
        }
        boolean isWhole = log.first() == 0
                || (base != null && (base.version() + 1 >= log.first() || (isLatest && folded >= log.first())));
        return new ReadingPlan(base, new TopicReader.Range(log.first(), end), false, isWhole);
    }

    /** The same without a snapshot. */
    static ReadingPlan fromTheStart(TopicReader.Range log, long end) {
        return of(log, end, null, false, 0);
    }
}
