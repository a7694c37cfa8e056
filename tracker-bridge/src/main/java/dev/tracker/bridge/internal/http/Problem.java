package dev.tracker.bridge.internal.http;

/** Ends the handling of a request with an error answer. Has no stack trace: a flood of bad requests must stay cheap. */
final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    Problem(int status, String detail) {
        super(detail, null, false, false);
        this.status = status;
    }

    static Problem badRequest(String detail) {
        return new Problem(400, detail);
    }

    static Problem notFound(String detail) {
        return new Problem(404, detail);
    }

    int status() {
        return status;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
