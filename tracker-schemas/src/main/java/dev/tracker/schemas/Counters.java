package dev.tracker.schemas;

/**
 * How many events of a task met which fate, and what they reported. All from 0.
 *
 * @param applied took effect, in order
 * @param duplicates were copies of one already seen
 * @param late took effect out of order or after the end
 * @param fenced came from an attempt that a newer one has replaced
 * @param rejected contradict what the task declared
 * @param actions actions reported
 * @param failedActions those that failed
 * @param errors errors reported
 * @param transientErrors those that the worker meant to retry
 */
public record Counters(
        long applied,
        long duplicates,
        long late,
        long fenced,
        long rejected,
        long actions,
        long failedActions,
        long errors,
        long transientErrors) {

    public static final Counters ZERO = new Counters(0, 0, 0, 0, 0, 0, 0, 0, 0);
}
