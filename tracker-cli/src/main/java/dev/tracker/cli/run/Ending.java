package dev.tracker.cli.run;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a command ended.
 *
 * @param reason in words; empty where all went well
 */
record Ending(Kind kind, String reason) {

    enum Kind {
        SUCCESS,
        FAILED,
        CANCELLED
    }

    /** A process that a signal ended has this much above the signal's number as its exit code. */
    private static final int SIGNALLED = 128;

    /** By which people and service managers call something off (POSIX numbers). */
    private static final Map<Integer, String> CALLED_OFF = Map.of(1, "HUP", 2, "INT", 15, "TERM");

    private static final Map<Integer, String> OTHERS = Map.of(6, "ABRT", 9, "KILL", 11, "SEGV", 13, "PIPE");

    /** @param signal the one that this process was asked to pass on, null if none */
    static Ending of(int code, @Nullable String signal) {
        String calledOff = signal == null ? CALLED_OFF.get(code - SIGNALLED) : signal;
        if (calledOff != null) {
            return new Ending(Kind.CANCELLED, "Cancelled by SIG" + calledOff + ", exit code " + code);
        }
        if (code == 0) {
            return new Ending(Kind.SUCCESS, "");
        }
        String other = OTHERS.get(code - SIGNALLED);
        return new Ending(Kind.FAILED, "Exit code " + code + (other == null ? "" : ", as after SIG" + other));
    }
}
