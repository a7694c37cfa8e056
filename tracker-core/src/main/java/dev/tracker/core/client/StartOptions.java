package dev.tracker.core.client;

import dev.tracker.schemas.Usd;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What may be said when a task starts. All of it is optional. Values are checked by {@link ProgressTracker#startTask(String, StartOptions)}. Immutable:
 * each method returns a changed copy.
 *
 * @param criteriaTotal how many acceptance criteria there are, 0 to 10,000; 0 if none are declared. Where {@code criteria} are given, their number counts.
 * @param criteria their texts, at most 10,000; empty if only their number is known
 * @param maxIterations how many iterations there may be, 0 to 10^9; 0 if unknown
 * @param maxCost budget, at most 1,000,000 US dollars
 * @param title what the task is about
 * @param parentTaskId the task that delegates it
 * @param agentId who does it; null for the agent of the settings
 * @param attempt which try it is, 1 to 1,000,000; 0 for the one that the tracker knows, which is 1 at first. A higher one re-opens the task.
 */
public record StartOptions(
        int criteriaTotal,
        List<String> criteria,
        int maxIterations,
        @Nullable Usd maxCost,
        @Nullable String title,
        @Nullable String parentTaskId,
        @Nullable String agentId,
        int attempt) {

    private static final StartOptions NONE = new StartOptions(0, List.of(), 0, null, null, null, null, 0);

    public StartOptions {
        criteria = List.copyOf(criteria);
    }

    /** Nothing but that it starts. */
    public static StartOptions none() {
        return NONE;
    }

    public StartOptions withCriteriaTotal(int total) {
        return new StartOptions(total, criteria, maxIterations, maxCost, title, parentTaskId, agentId, attempt);
    }

    public StartOptions withCriteria(List<String> texts) {
        return new StartOptions(criteriaTotal, texts, maxIterations, maxCost, title, parentTaskId, agentId, attempt);
    }

    public StartOptions withMaxIterations(int max) {
        return new StartOptions(criteriaTotal, criteria, max, maxCost, title, parentTaskId, agentId, attempt);
    }

    public StartOptions withMaxCost(Usd max) {
        return new StartOptions(criteriaTotal, criteria, maxIterations, max, title, parentTaskId, agentId, attempt);
    }

    public StartOptions withTitle(String text) {
        return new StartOptions(criteriaTotal, criteria, maxIterations, maxCost, text, parentTaskId, agentId, attempt);
    }

    public StartOptions withParentTaskId(String id) {
        return new StartOptions(criteriaTotal, criteria, maxIterations, maxCost, title, id, agentId, attempt);
    }

    public StartOptions withAgentId(String id) {
        return new StartOptions(criteriaTotal, criteria, maxIterations, maxCost, title, parentTaskId, id, attempt);
    }

    public StartOptions withAttempt(int number) {
        return new StartOptions(criteriaTotal, criteria, maxIterations, maxCost, title, parentTaskId, agentId, number);
    }
}
