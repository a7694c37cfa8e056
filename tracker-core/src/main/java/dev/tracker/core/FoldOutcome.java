package dev.tracker.core;

/** What became of an event. */
public enum FoldOutcome {
    /** It took effect, in order. */
    APPLIED,
    /** It had been seen already, at this position or another; nothing but a counter changed. */
    DUPLICATE,
    /** It took effect, but came out of order or after the end. */
    LATE,
    /** It came from an attempt that a newer one has replaced: only its cost counts. */
    FENCED,
    /** It contradicts what the task declared; nothing but a counter changed. */
    REJECTED
}
