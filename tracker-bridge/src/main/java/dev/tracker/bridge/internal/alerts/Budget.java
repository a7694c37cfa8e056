package dev.tracker.bridge.internal.alerts;

import java.time.Instant;

/**
 * How a project or a tree stands with its budget.
 *
 * @param scope {@code project} or {@code tree}
 * @param projectId the project
 * @param name the project, or the root of the tree
 * @param spending what was spent
 * @param at when that was
 */
public record Budget(String scope, String projectId, String name, Spending spending, Instant at) {

    String key() {
        return AlertRecords.BUDGET + scope + "/" + name;
    }
}
