package dev.tracker.schemas;

import java.util.List;

/**
 * How far one emitter's numbering has been seen within one attempt: what makes duplicates, gaps and late arrivals visible.
 *
 * @param emitterId who counts
 * @param attempt within which attempt
 * @param next the number expected next
 * @param missing the numbers below it that were not seen, ascending, at most {@link #MAX_RANGES}
 * @param lost how many numbers fell out of {@code missing} without having been seen
 */
public record EmitterCursor(String emitterId, int attempt, long next, List<SeqRange> missing, long lost) {

    /** Most ranges of missing numbers that are kept. */
    public static final int MAX_RANGES = 8;

    public EmitterCursor {
        missing = List.copyOf(missing);
    }

    /** How many numbers were never seen. */
    public long unseen() {
        long sum = lost;
        for (SeqRange range : missing) {
            sum += range.size();
        }
        return sum;
    }
}
