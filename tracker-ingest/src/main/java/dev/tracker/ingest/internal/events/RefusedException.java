package dev.tracker.ingest.internal.events;

import dev.tracker.schemas.json.RefusalCode;

/** Carries a refusal out of a reader. Never leaves this package; has no stack trace, because a flood of bad input must stay cheap. */
final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final RefusalCode code;

    RefusedException(RefusalCode code, String reason) {
        super(reason, null, false, false);
        this.code = code;
    }

    Judged.Refused refused() {
        return Judged.Refused.of(code, String.valueOf(getMessage()));
    }
}
