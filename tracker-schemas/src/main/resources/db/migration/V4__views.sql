-- The analysts' interface. A view reads with its owner's rights, so analysts need none on the tables.
SET LOCAL ROLE tracker_migrator;

CREATE VIEW tracker.active_tasks AS
SELECT
    t.task_id, t.project_id, t.agent_id, t.parent_task_id, t.title, t.status, t.attempt, t.iteration, t.max_iterations, t.percent,
    t.criteria_verified, t.criteria_total,
    CASE WHEN t.cost_known THEN t.cost_usd END AS cost_usd,
    t.budget_usd, t.model, t.actions, t.failed_actions, t.errors, t.missing, t.started_at, t.last_heard_at, t.last_advanced_at,
    CASE
        WHEN now() - t.last_heard_at > 2 * a.allowance THEN 'lost'
        WHEN now() - t.last_heard_at > a.allowance THEN 'stalled'
        WHEN t.waiting THEN 'waiting'
        WHEN now() - t.last_advanced_at > a.allowance THEN 'stalled'
        ELSE 'running'
    END AS liveness
FROM tracker.task t
CROSS JOIN LATERAL (
    SELECT greatest(
        interval '5 minutes',
        least(8.0 * t.rhythm_ms, 3600000) * interval '1 millisecond',
        -- An announcement may be absurd; a century is as good as for ever and fits an interval.
        CASE WHEN t.expected_silence_ms > 0
            THEN least(t.expected_silence_ms, 3155760000000) * interval '1 millisecond' + interval '1 minute'
        END
    ) AS allowance
) a
WHERE t.status IN ('pending', 'in_progress');

COMMENT ON VIEW tracker.active_tasks IS 'Tasks that have not ended, with how alive they look at this moment.';
COMMENT ON COLUMN tracker.active_tasks.liveness IS 'running, waiting, stalled or lost, judged by the task''s own rhythm and announcements.';
COMMENT ON COLUMN tracker.active_tasks.cost_usd IS 'US dollars; null where unknown.';

CREATE VIEW tracker.task_timeline AS
SELECT
    e.task_id, e.source_offset AS version, coalesce(e.occurred_at, e.recorded_at) AS at, e.attempt, e.agent_id, e.type,
    coalesce(
        nullif(e.payload ->> 'message', ''),
        e.payload ->> 'error',
        concat_ws(' ', e.payload ->> 'action', e.payload ->> 'target', e.payload ->> 'outcome', e.payload ->> 'title')
    ) AS text,
    e.occurred_at, e.recorded_at, e.day, e.event_id, e.payload
FROM tracker.execution_event e;

COMMENT ON VIEW tracker.task_timeline IS 'What happened in a task: filter by task_id, order by version. Add day to read few partitions.';
COMMENT ON COLUMN tracker.task_timeline.at IS 'When it happened as the worker says or, where it does not say, when the broker received it.';

CREATE VIEW tracker.dated_event AS
SELECT e.day AS on_day, e.project_id, e.agent_id, e.task_id, e.type, e.payload
FROM tracker.execution_event e
WHERE e.occurred_at IS NOT NULL
UNION ALL
SELECT (e.recorded_at AT TIME ZONE 'UTC')::date, e.project_id, e.agent_id, e.task_id, e.type, e.payload
FROM tracker.execution_event e
WHERE e.day = DATE '1970-01-01' AND e.occurred_at IS NULL;

COMMENT ON VIEW tracker.dated_event IS 'Events by the day on which they happened or, where they do not say, were received.';

CREATE VIEW tracker.agent_per_day AS
SELECT
    e.on_day AS day, e.project_id, e.agent_id,
    count(DISTINCT e.task_id) AS tasks,
    count(*) AS events,
    count(*) FILTER (WHERE e.type = 'action') AS actions,
    count(*) FILTER (WHERE e.type = 'action' AND e.payload ->> 'success' = 'false') AS failed_actions,
    count(*) FILTER (WHERE e.type = 'error') AS errors,
    count(*) FILTER (WHERE e.type = 'complete' AND e.payload ->> 'outcome' = 'success') AS succeeded,
    count(*) FILTER (WHERE e.type = 'complete' AND e.payload ->> 'outcome' = 'failed') AS failed,
    count(*) FILTER (WHERE e.type = 'complete' AND e.payload ->> 'outcome' = 'cancelled') AS cancelled,
    sum((e.payload ->> 'usd')::numeric) FILTER (WHERE e.type = 'cost') AS cost_usd
FROM tracker.dated_event e
GROUP BY e.on_day, e.project_id, e.agent_id;

COMMENT ON VIEW tracker.agent_per_day IS 'What each agent did on each UTC day. Filter by day to read few partitions.';
COMMENT ON COLUMN tracker.agent_per_day.succeeded IS 'Attempts reported as a success. A claim: criteria tell more.';
COMMENT ON COLUMN tracker.agent_per_day.cost_usd IS 'US dollars reported; null where no amount was.';

CREATE VIEW tracker.cost_per_day AS
SELECT
    e.on_day AS day, e.project_id, e.agent_id, e.payload ->> 'model' AS model,
    count(DISTINCT e.task_id) AS tasks,
    sum((e.payload ->> 'usd')::numeric) AS cost_usd,
    sum((e.payload ->> 'inputTokens')::numeric) AS input_tokens,
    sum((e.payload ->> 'outputTokens')::numeric) AS output_tokens,
    sum((e.payload ->> 'cacheReadTokens')::numeric) AS cache_read_tokens,
    sum((e.payload ->> 'cacheWriteTokens')::numeric) AS cache_write_tokens
FROM tracker.dated_event e
WHERE e.type = 'cost'
GROUP BY e.on_day, e.project_id, e.agent_id, e.payload ->> 'model';

COMMENT ON VIEW tracker.cost_per_day IS 'Money and tokens of each agent and model on each UTC day, as reported. Null: not reported, which is not zero.';

GRANT SELECT ON tracker.active_tasks, tracker.task_timeline, tracker.dated_event, tracker.agent_per_day, tracker.cost_per_day
    TO tracker_analyst, tracker_bridge;

RESET ROLE;
