package dev.tracker.bench.run;

/** A benchmark could not be carried out, or its output was wrong; in words for the person who started it. */
public final class BenchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BenchException(String message) {
        super(message);
    }

    public BenchException(String message, Throwable cause) {
        super(message, cause);
    }
}
