package dev.tracker.streams.retention;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run did.
 *
 * @param keptFrom first UTC day that stays
 * @param dropped partitions that are gone; in a dry run, those that would go
 * @param refusal why nothing was dropped, null if nothing stood against it
 * @param undatedBytes bytes of events without a time of their own, which belong to no day and so stay
 */
public record RetentionReport(
        LocalDate keptFrom,
        List<DayPartition> dropped,
        @Nullable String refusal,
        long undatedBytes) {

    public RetentionReport {
        dropped = List.copyOf(dropped);
    }

    /** Bytes that the partitions took. */
    public long bytes() {
        return dropped.stream().mapToLong(DayPartition::bytes).sum();
    }

    /** Their rows, roughly. */
    public long rows() {
        return dropped.stream().mapToLong(DayPartition::rows).sum();
    }
}
