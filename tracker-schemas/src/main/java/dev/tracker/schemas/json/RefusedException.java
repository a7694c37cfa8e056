package dev.tracker.schemas.json;

/** Carries a refusal out of the parser. Never leaves this package; has no stack trace, because a flood of bad input must stay cheap. */
final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final RefusalCode code;

    RefusedException(RefusalCode code, String reason) {
        super(reason, null, false, false);
        this.code = code;
    }

    RefusalCode code() {
        return code;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
