package dev.tracker.schemas;

/** The bounds that an event must keep to be accepted. They are checked at the edge, so that everything behind it may rely on them. */
public final class WireLimits {

    /** Largest encoded event, in bytes. Checked before anything is parsed. */
    public static final int MAX_EVENT_BYTES = 1024 * 1024;

    /** Deepest nesting of JSON objects and arrays. */
    public static final int MAX_DEPTH = 64;

    /** Longest free text (message, target, error ...), in UTF-16 units. */
    public static final int MAX_TEXT = 64 * 1024;

    /** Longest identifier (task, agent, project, emitter), in UTF-16 units. */
    public static final int MAX_ID = 256;

    /** Largest integer that a browser reads exactly: 2^53 - 1. Bound of sequence numbers, token counts and durations. */
    public static final long MAX_SAFE_INTEGER = (1L << 53) - 1;

    /** Highest attempt number. */
    public static final int MAX_ATTEMPT = 1_000_000;

    /** Highest iteration number and maximum of iterations. */
    public static final int MAX_ITERATION = 1_000_000_000;

    /** Most criteria that one task may declare; an index is below it. */
    public static final int MAX_CRITERIA = 10_000;

    /** Highest amount of one cost event or budget, in US dollars. */
    public static final long MAX_USD = 1_000_000;

    private WireLimits() {}
}
