package dev.tracker.schemas;

import org.jspecify.annotations.Nullable;

/**
 * One acceptance criterion and what is known of it.
 *
 * @param index its number, from 0
 * @param text what it demands, if declared
 * @param verified whether it is met, by the last word on it
 * @param evidence how well that verdict is founded; null while there is none
 */
public record CriterionState(
        int index,
        @Nullable String text,
        boolean verified,
        @Nullable Evidence evidence) {

    /** A criterion without a verdict. */
    public static CriterionState unverified(int index, @Nullable String text) {
        return new CriterionState(index, text, false, null);
    }
}
