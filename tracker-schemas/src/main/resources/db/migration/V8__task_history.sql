SET LOCAL ROLE tracker_migrator;

CREATE VIEW tracker.task_history AS
SELECT
    s.task_id, s.version, s.at, s.project_id, s.agent_id, s.status, s.attempt, s.iteration, s.percent, s.criteria_verified, s.criteria_total,
    s.cost_usd, s.cost_known, s.input_tokens, s.output_tokens, s.actions, s.failed_actions, s.errors
FROM tracker.task_snapshot s;

COMMENT ON VIEW tracker.task_history IS
    'How a task came to its state: filter by task_id, order by version. A row for each change of status, criteria or attempt, and at most one a minute besides.';

GRANT SELECT ON tracker.task_history TO tracker_analyst, tracker_bridge;

-- The bridge faces the network; what it does not ask for it need not see.
REVOKE SELECT ON tracker.task, tracker.task_snapshot, tracker.execution_event, tracker.sink_offset FROM tracker_bridge;

RESET ROLE;
