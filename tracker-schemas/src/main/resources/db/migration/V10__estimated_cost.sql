SET LOCAL ROLE tracker_migrator;

ALTER TABLE tracker.task ADD COLUMN cost_estimated_usd numeric NOT NULL DEFAULT 0;
COMMENT ON COLUMN tracker.task.cost_estimated_usd IS
    'The part of cost_usd that nobody reported: tokens times list prices. 0 where all of it was reported.';

-- New columns may only follow the old ones.
CREATE OR REPLACE VIEW tracker.active_tasks AS
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
    END AS liveness,
    CASE WHEN t.cost_known THEN t.cost_estimated_usd END AS cost_estimated_usd
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

COMMENT ON COLUMN tracker.active_tasks.cost_estimated_usd IS 'The part of cost_usd that is an estimate.';

CREATE OR REPLACE VIEW tracker.agent_per_day AS
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
    sum((e.payload ->> 'usd')::numeric) FILTER (WHERE e.type = 'cost') AS cost_usd,
    sum((e.payload ->> 'usd')::numeric) FILTER (WHERE e.type = 'cost' AND e.payload ->> 'usdEstimated' = 'true') AS cost_estimated_usd
FROM tracker.dated_event e
GROUP BY e.on_day, e.project_id, e.agent_id;

COMMENT ON COLUMN tracker.agent_per_day.cost_usd IS 'US dollars reported or estimated; null where there is no amount.';
COMMENT ON COLUMN tracker.agent_per_day.cost_estimated_usd IS 'The part of cost_usd that is an estimate; null where there is none.';

CREATE OR REPLACE VIEW tracker.cost_per_day AS
SELECT
    e.on_day AS day, e.project_id, e.agent_id, e.payload ->> 'model' AS model,
    count(DISTINCT e.task_id) AS tasks,
    sum((e.payload ->> 'usd')::numeric) AS cost_usd,
    sum((e.payload ->> 'inputTokens')::numeric) AS input_tokens,
    sum((e.payload ->> 'outputTokens')::numeric) AS output_tokens,
    sum((e.payload ->> 'cacheReadTokens')::numeric) AS cache_read_tokens,
    sum((e.payload ->> 'cacheWriteTokens')::numeric) AS cache_write_tokens,
    sum((e.payload ->> 'usd')::numeric) FILTER (WHERE e.payload ->> 'usdEstimated' = 'true') AS cost_estimated_usd
FROM tracker.dated_event e
WHERE e.type = 'cost'
GROUP BY e.on_day, e.project_id, e.agent_id, e.payload ->> 'model';

COMMENT ON VIEW tracker.cost_per_day IS
    'Money and tokens of each agent and model on each UTC day, as reported or estimated. Null: neither, which is not zero.';
COMMENT ON COLUMN tracker.cost_per_day.cost_estimated_usd IS 'The part of cost_usd that is an estimate; null where there is none.';

-- An estimate is made with the table of prices that its maker had. Another one for the same event contradicts nothing, and neither does none.
CREATE FUNCTION tracker.without_estimate(payload jsonb) RETURNS jsonb
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
    SELECT CASE WHEN payload ->> 'usdEstimated' = 'true' THEN payload - '{usd,usdEstimated}'::text[] ELSE payload END
$$;

COMMENT ON FUNCTION tracker.without_estimate(jsonb) IS 'An event without what was estimated in it: by this two events of one id are compared.';
REVOKE ALL ON FUNCTION tracker.without_estimate(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tracker.without_estimate(jsonb) TO tracker_sink;

RESET ROLE;
