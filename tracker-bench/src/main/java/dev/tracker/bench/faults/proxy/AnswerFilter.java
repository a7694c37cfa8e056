package dev.tracker.bench.faults.proxy;

/** Looks at what a server answers on one connection. Used by one thread. */
@FunctionalInterface
public interface AnswerFilter {

    AnswerFilter NONE = (bytes, length) -> true;

    /**
     * Looks at a piece.
     *
     * @return whether it may pass; if not, the connection is cut instead
     */
    boolean passes(byte[] bytes, int length);
}
