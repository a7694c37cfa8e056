package dev.tracker.bench.secured;

import java.util.ArrayList;
import java.util.List;

/** Attempts that must be refused, and what came of them. Not thread-safe. */
final class Refusals {

    /** Something that someone may not do. */
    @FunctionalInterface
    interface Deed {
        void attempt() throws Exception;
    }

    /** Whether a failure is the refusal that was meant, and no other mishap. */
    @FunctionalInterface
    interface Meant {
        boolean by(Throwable failure);
    }

    private final List<String> wrong = new ArrayList<>();
    private int refused;

    /** Attempts it; anything but the refusal that is meant is noted. */
    void expect(String what, Meant meant, Deed deed) {
        try {
            deed.attempt();
            wrong.add(what + ": was not refused");
        } catch (Exception e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (meant.by(cause)) {
                    refused++;
                    return;
                }
            }
            wrong.add(what + ": failed for another reason: " + e);
        }
    }

    /** Notes something else that is wrong. */
    void note(String what) {
        wrong.add(what);
    }

    /** How many attempts were refused as they should be. */
    int refused() {
        return refused;
    }

    /** All that was not as it should be. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }
}
