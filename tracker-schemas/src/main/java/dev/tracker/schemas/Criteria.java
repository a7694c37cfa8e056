package dev.tracker.schemas;

import java.util.List;

/**
 * The criteria of a task: a set by index, so that verifying one twice, or the third before the first, counts right.
 *
 * @param declared the number that the start declared, 0 if none
 * @param verified how many of {@code entries} are verified
 * @param entries what is known, in index order; may be fewer than declared
 */
public record Criteria(int declared, int verified, List<CriterionState> entries) {

    public static final Criteria NONE = new Criteria(0, 0, List.of());

    public Criteria {
        entries = List.copyOf(entries);
    }

    /** Counts the verified ones itself. */
    public static Criteria of(int declared, List<CriterionState> entries) {
        int verified = 0;
        for (CriterionState entry : entries) {
            if (entry.verified()) {
                verified++;
            }
        }
        return new Criteria(declared, verified, entries);
    }

    /** The number declared or, if none is, the number known. */
    public int total() {
        return declared > 0 ? declared : entries.size();
    }
}
