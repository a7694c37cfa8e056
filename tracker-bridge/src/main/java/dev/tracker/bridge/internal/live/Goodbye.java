package dev.tracker.bridge.internal.live;

import java.util.Locale;
import org.eclipse.jetty.websocket.core.CloseStatus;

/** Why the bridge closes a connection. */
public enum Goodbye {
    SHUTDOWN(CloseStatus.SHUTDOWN, "the bridge is stopping", 3_000),
    TOO_SLOW(CloseStatus.POLICY_VIOLATION, "nothing was taken for too long", 3_000),
    FLOOD(CloseStatus.POLICY_VIOLATION, "too many messages or subscriptions", 30_000),
    TOO_LARGE(CloseStatus.MESSAGE_TOO_LARGE, "a message may have at most 64 KiB", 30_000),
    TOO_MANY_VIEWERS(CloseStatus.TRY_AGAIN_LATER, "there are as many viewers as are allowed", 30_000),
    SESSION_ENDED(CloseStatus.POLICY_VIOLATION, "the login has expired: log in again", 0);

    private final int closeCode;
    private final String reason;
    private final long retryAfterMs;

    Goodbye(int closeCode, String reason, long retryAfterMs) {
        this.closeCode = closeCode;
        this.reason = reason;
        this.retryAfterMs = retryAfterMs;
    }

    /** Of the WebSocket protocol. */
    public int closeCode() {
        return closeCode;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String reason() {
        return reason;
    }

    long retryAfterMs() {
        return retryAfterMs;
    }
}
