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
 * @param isAdvice whether what is wrong is only told, because the process does its work all the same
 */
public record HealthCheck(String name, Supplier<@Nullable String> problem, boolean isAdvice) {

    private static final Logger LOG = LoggerFactory.getLogger(HealthCheck.class);

    /** A check that fails where there is a problem. */
    public HealthCheck(String name, Supplier<@Nullable String> problem) {
        this(name, problem, false);
    }

    /** Something that people should hear of, and a watchdog not act on. */
    public static HealthCheck advice(String name, Supplier<@Nullable String> problem) {
        return new HealthCheck(name, problem, true);
    }

    /** Asks. A check that fails to answer is a problem too. */
    Result ask() {
        try {
            String answer = problem.get();
            return new Result(name, answer, answer == null || isAdvice);
        } catch (RuntimeException e) {
            LOG.warn("the health check {} failed", name, e);
            return new Result(name, "the check itself failed: " + e.getClass().getSimpleName(), false);
        }
    }

    /** An answer; {@code problem} is null if there is nothing to say. */
    record Result(String name, @Nullable String problem, boolean ok) {}
}
