package dev.tracker.bridge.internal.query;

import dev.tracker.bridge.internal.access.Scope;
import java.util.List;
import java.util.Set;

/**
 * Which sums are wanted. Immutable; equal ones want the same.
 *
 * @param scope what exists at all for who asks
 * @param by by what
 * @param projects only of these; of all if empty
 * @param agents only of these; of all if empty
 * @param limit most groups
 */
public record Rollup(Scope scope, Grouping by, Set<String> projects, Set<String> agents, int limit) {

    /** Its names as parameters. */
    public static final List<String> NAMES = List.of("by", "project", "agent", "limit");

    private static final int MOST_VALUES = 100;
    private static final int MAX_LIMIT = 1_000;
    private static final int DEFAULT_LIMIT = 200;

    /** @throws BadQueryException if a value is wrong or {@code by} is missing */
    public static Rollup parse(Scope scope, Parameters parameters) {
        if (parameters.single("by") == null) {
            throw new BadQueryException("by must be one of project, agent, tree.");
        }
        return new Rollup(
                scope,
                parameters.constant("by", Grouping.class, Grouping.PROJECT),
                parameters.several("project", MOST_VALUES),
                parameters.several("agent", MOST_VALUES),
                parameters.number("limit", 1, MAX_LIMIT, DEFAULT_LIMIT));
    }
}
