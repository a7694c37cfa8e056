package dev.tracker.streams.health;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A named question about the process.
 *
 * @param name what it is about, in a word
 * @param problem gives what is wrong, in words for people and without secrets, or null if all is well. Asked by several threads at once; it answers from
 *     what the process knows, without waiting for anything
 */
public record HealthCheck(String name, Supplier<@Nullable String> problem) {

    private static final Logger LOG = LoggerFactory.getLogger(HealthCheck.class);

    /** Asks. A check that fails to answer is a problem too. */
    Result ask() {
        try {
            return new Result(name, problem.get());
        } catch (RuntimeException e) {
            LOG.warn("the health check {} failed", name, e);
            return new Result(name, "the check itself failed: " + e.getClass().getSimpleName());
        }
    }

    /** An answer; {@code problem} is null if all is well. */
    record Result(String name, @Nullable String problem) {

        boolean ok() {
            return problem == null;
        }
    }
}
