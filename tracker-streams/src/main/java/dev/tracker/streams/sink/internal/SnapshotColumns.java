package dev.tracker.streams.sink.internal;

import dev.tracker.schemas.TaskProgress;

/** A snapshot as a row of {@code task_snapshot}. */
final class SnapshotColumns {

    static final Columns ALL = Columns.of(
            "task_id text",
            "version bigint",
            "at timestamptz",
            "project_id text",
            "agent_id text",
            "status text",
            "attempt integer",
            "iteration integer",
            "percent double precision",
            "criteria_verified integer",
            "criteria_total integer",
            "cost_usd bigint = trim_scale(s.cost_usd * 0.000000000001)",
            "cost_known boolean",
            "input_tokens bigint",
            "output_tokens bigint",
            "actions bigint",
            "failed_actions bigint",
            "errors bigint");

    static byte[] row(TaskProgress task) {
        return new CopyRows()
                .row(ALL.count())
                .text(task.taskId())
                .bigint(task.version())
                .time(task.position().appendedAt())
                .text(task.projectId())
                .text(task.agentId())
                .text(task.status().wireName())
                .integer(task.attempt())
                .integer(task.iteration())
                .real(task.percent())
                .integer(task.criteria().verified())
                .integer(task.criteria().total())
                .bigint(task.cost().usd().pico())
                .bool(task.cost().usdKnown())
                .bigint(task.cost().tokens().input())
                .bigint(task.cost().tokens().output())
                .bigint(task.counters().actions())
                .bigint(task.counters().failedActions())
                .bigint(task.counters().errors())
                .toBytes();
    }

    private SnapshotColumns() {}
}
