package dev.tracker.ingest.internal;

/** Ends a request with an error answer, before anything of it was sent on. Has no stack trace: a flood of bad requests must stay cheap. */
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final int retryAfter;

    public Problem(int status, String detail) {
        this(status, detail, 0);
    }

    /** @param retryAfter seconds after which the same request may succeed, 0 for none */
    public Problem(int status, String detail, int retryAfter) {
        super(detail, null, false, false);
        this.status = status;
        this.retryAfter = retryAfter;
    }

    public int status() {
        return status;
    }

    public int retryAfter() {
        return retryAfter;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }
}
