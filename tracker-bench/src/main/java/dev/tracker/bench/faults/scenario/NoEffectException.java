package dev.tracker.bench.faults.scenario;

/** A fault was done and nothing came of it: a test of nothing. */
public final class NoEffectException extends Exception {
    private static final long serialVersionUID = 1L;

    public NoEffectException(String message) {
        super(message);
    }
}
