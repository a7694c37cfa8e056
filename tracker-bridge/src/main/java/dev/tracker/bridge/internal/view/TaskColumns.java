package dev.tracker.bridge.internal.view;

import dev.tracker.core.Liveness;
import dev.tracker.schemas.Clocks;
import dev.tracker.schemas.CostTotals;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.TaskStatus;
import dev.tracker.schemas.TokenCounts;
import dev.tracker.schemas.binary.TaskStateCodec;
import dev.tracker.schemas.json.SnapshotReader;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot as the memory view keeps it: in the binary form of the state, a good deal shorter than its JSON, and, in fields of their own, only what filters, orders
 * and sums need. Everything else is decoded when somebody looks at it. Immutable. Times are in milliseconds since 1970, {@link #UNKNOWN} where there is none; money in 10^-12 dollars.
 */
public final class TaskColumns {

    /** Of a time that is not known. */
    public static final long UNKNOWN = Long.MIN_VALUE;

    /** Of a task without a budget. */
    public static final long NO_BUDGET = -1;

    public final String taskId;
    public final String projectId;
    public final String agentId;
    public final @Nullable String parentTaskId;
    public final @Nullable String title;
    public final TaskStatus status;
    public final int attempt;
    public final int iteration;
    public final double percent;
    public final int criteriaVerified;
    public final int criteriaTotal;
    public final long cost;
    public final boolean costKnown;
    public final long costEstimated;
    public final long budget;
    public final TokenCounts tokens;
    public final long errors;
    public final long heard;
    public final boolean waiting;
    public final long startedAt;
    public final long completedAt;
    public final long heardAt;
    public final long advancedAt;
    public final long allowance;
    public final int partition;
    public final long version;
    public final long appendedAt;
    private final byte[] state;

    /** Gives the one copy of a text that many tasks have. */
    interface Names {

        String ofProject(String projectId);

        String ofAgent(String projectId, String agentId);
    }

    private TaskColumns(TaskProgress task, Names names) {
        Clocks clocks = task.clocks();
        CostTotals spent = task.cost();
        this.taskId = task.taskId();
        this.projectId = names.ofProject(task.projectId());
        this.agentId = names.ofAgent(task.projectId(), task.agentId());
        this.parentTaskId = task.parentTaskId();
        this.title = task.title();
        this.status = task.status();
        this.attempt = task.attempt();
        this.iteration = task.iteration();
        this.percent = task.percent();
        this.criteriaVerified = task.criteria().verified();
        this.criteriaTotal = task.criteria().total();
        this.cost = spent.usd().pico();
        this.costKnown = spent.usdKnown();
        this.costEstimated = spent.usdEstimated().pico();
        this.budget = spent.budget() == null ? NO_BUDGET : spent.budget().pico();
        this.tokens = spent.tokens();
        this.errors = task.counters().errors();
        this.heard = clocks.heard();
        this.waiting = clocks.waiting();
        this.startedAt = millis(clocks.startedAt());
        this.completedAt = millis(clocks.completedAt());
        this.heardAt = clocks.lastHeardAt().toEpochMilli();
        this.advancedAt = clocks.lastAdvancedAt().toEpochMilli();
        this.allowance = Liveness.allowance(clocks).toMillis();
        this.partition = task.position().partition();
        this.version = task.position().offset();
        this.appendedAt = task.position().appendedAt().toEpochMilli();
        this.state = TaskStateCodec.encode(task);
    }

    /**
     * Reads a record's value.
     *
     * @throws RuntimeException if it is not a snapshot
     */
    static TaskColumns of(byte[] snapshot, Names names) {
        return new TaskColumns(SnapshotReader.read(snapshot), names);
    }

    /** All of it. */
    public TaskProgress decoded() {
        return TaskStateCodec.decode(state);
    }

    public boolean isOverBudget() {
        return budget != NO_BUDGET && cost > budget;
    }

    /** See {@link Liveness#of(TaskProgress, Instant)}. */
    public Liveness liveness(long nowMs) {
        return Liveness.of(status.isTerminal(), waiting, allowance, nowMs - heardAt, nowMs - advancedAt);
    }

    /** Whether this state has seen no more events than the other one. */
    boolean isNotAfter(TaskColumns other) {
        return partition == other.partition && version <= other.version;
    }

    private static long millis(@Nullable Instant time) {
        return time == null ? UNKNOWN : time.toEpochMilli();
    }
}
