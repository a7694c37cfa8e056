package dev.tracker.bench.faults.scenario;

import dev.tracker.bench.faults.stage.Stage;

/**
 * One fault of a plan.
 *
 * @param pauseMs how long to let everything run before
 * @param fault in words, all that was drawn included
 * @param injection does it
 */
public record Step(int pauseMs, String fault, Injection injection) {

    /** Does a fault, and ends it where it does not end by itself. */
    @FunctionalInterface
    public interface Injection {
        /**
         * Does it.
         *
         * @return how it was seen to take effect
         * @throws NoEffectException if it did not
         */
        String into(Stage stage) throws InterruptedException, NoEffectException;
    }
}
