-- Criteria, iterations, percents and costs had no words of their own: a timeline showed their type and nothing more.
CREATE OR REPLACE VIEW tracker.task_timeline AS
SELECT
    e.task_id, e.source_offset AS version, coalesce(e.occurred_at, e.recorded_at) AS at, e.attempt, e.agent_id, e.type,
    coalesce(
        nullif(e.payload ->> 'message', ''),
        e.payload ->> 'error',
        CASE e.type
            WHEN 'iteration' THEN concat('Iteration ', e.payload ->> 'iteration')
            WHEN 'progress' THEN concat(e.payload ->> 'percent', ' %')
            WHEN 'criterion' THEN concat(
                'Criterion ', (e.payload ->> 'index')::int + 1,
                CASE WHEN e.payload ->> 'verified' = 'false' THEN ' not verified (' ELSE ' verified (' END,
                coalesce(e.payload ->> 'evidence', 'claimed'), ')')
            WHEN 'cost' THEN concat_ws(', ',
                '$' || (e.payload ->> 'usd'),
                (e.payload ->> 'inputTokens') || ' tokens in',
                (e.payload ->> 'outputTokens') || ' out',
                e.payload ->> 'model')
            ELSE concat_ws(' ',
                e.payload ->> 'action', e.payload ->> 'target', e.payload ->> 'outcome', e.payload ->> 'title',
                CASE WHEN e.type = 'action' AND e.payload ->> 'success' = 'false' THEN 'failed' END)
        END
    ) AS text,
    e.occurred_at, e.recorded_at, e.day, e.event_id, e.payload
FROM tracker.execution_event e;
