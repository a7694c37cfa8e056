package dev.tracker.bench.faults.check;

/**
 * A promise that was broken.
 *
 * @param broken which one
 * @param subject the event's or the task's id, or what else it is about
 * @param detail in words
 */
public record Finding(Invariant broken, String subject, String detail) {

    @Override
    public String toString() {
        return broken + " " + subject + (detail.isEmpty() ? "" : ": " + detail);
    }
}
