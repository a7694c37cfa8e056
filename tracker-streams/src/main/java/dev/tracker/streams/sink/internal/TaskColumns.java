package dev.tracker.streams.sink.internal;

import dev.tracker.schemas.Clocks;
import dev.tracker.schemas.CostTotals;
import dev.tracker.schemas.Counters;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.Usd;

/** A snapshot as a row of {@code task}. */
final class TaskColumns {

    static final Columns ALL = Columns.of(
            "task_id text",
            "version bigint",
            "source_partition integer",
            "project_id text",
            "agent_id text",
            "parent_task_id text",
            "title text",
            "status text",
            "attempt integer",
            "iteration integer",
            "max_iterations integer",
            "percent double precision",
            "criteria_verified integer",
            "criteria_total integer",
            "cost_usd bigint = trim_scale(s.cost_usd * 0.000000000001)",
            "cost_known boolean",
            "budget_usd bigint = trim_scale(s.budget_usd * 0.000000000001)",
            "input_tokens bigint",
            "output_tokens bigint",
            "cache_read_tokens bigint",
            "cache_write_tokens bigint",
            "model text",
            "cost_estimated_usd bigint = trim_scale(s.cost_estimated_usd * 0.000000000001)",
            "files_created text[]",
            "files_modified text[]",
            "unlisted_files bigint",
            "applied bigint",
            "duplicates bigint",
            "late bigint",
            "fenced bigint",
            "rejected bigint",
            "missing bigint",
            "actions bigint",
            "failed_actions bigint",
            "errors bigint",
            "transient_errors bigint",
            "started_at timestamptz",
            "completed_at timestamptz",
            "last_heard_at timestamptz",
            "last_advanced_at timestamptz",
            "waiting boolean",
            "expected_silence_ms bigint",
            "rhythm_ms bigint",
            "snapshot json",
            "history_at timestamptz");

    /** A row but for its last field, the time of the latest row in the history: that depends on what is in the database when the row is written. */
    static byte[] beginning(TaskProgress task, byte[] json) {
        CopyRows out = new CopyRows();
        out.row(ALL.count())
                .text(task.taskId())
                .bigint(task.version())
                .integer(task.position().partition())
                .text(task.projectId())
                .text(task.agentId())
                .text(task.parentTaskId())
                .text(task.title())
                .text(task.status().wireName())
                .integer(task.attempt())
                .integer(task.iteration())
                .integer(task.maxIterations())
                .real(task.percent())
                .integer(task.criteria().verified())
                .integer(task.criteria().total());
        cost(out, task.cost());
        out.texts(task.files().created())
                .texts(task.files().modified())
                .bigint(task.files().unlisted());
        counters(out, task.counters(), task.emitters().missing());
        clocks(out, task.clocks());
        return out.json(json).toBytes();
    }

    private static void cost(CopyRows out, CostTotals cost) {
        out.bigint(cost.usd().pico()).bool(cost.usdKnown());
        Usd budget = cost.budget();
        if (budget == null) {
            out.nothing();
        } else {
            out.bigint(budget.pico());
        }
        out.bigint(cost.tokens().input())
                .bigint(cost.tokens().output())
                .bigint(cost.tokens().cacheRead())
                .bigint(cost.tokens().cacheWrite())
                .text(cost.model())
                .bigint(cost.usdEstimated().pico());
    }

    private static void counters(CopyRows out, Counters counters, long missing) {
        out.bigint(counters.applied())
                .bigint(counters.duplicates())
                .bigint(counters.late())
                .bigint(counters.fenced())
                .bigint(counters.rejected())
                .bigint(missing)
                .bigint(counters.actions())
                .bigint(counters.failedActions())
                .bigint(counters.errors())
                .bigint(counters.transientErrors());
    }

    private static void clocks(CopyRows out, Clocks clocks) {
        out.time(clocks.startedAt())
                .time(clocks.completedAt())
                .time(clocks.lastHeardAt())
                .time(clocks.lastAdvancedAt())
                .bool(clocks.waiting())
                .bigint(clocks.expectedSilenceMs())
                .bigint(clocks.rhythmMs());
    }

    private TaskColumns() {}
}
