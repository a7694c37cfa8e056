-- More views for analysts, every column described; history of states in partitions a day, so that retention drops instead of deletes; a record of retention.
SET LOCAL ROLE tracker_migrator;

-- The time belongs to the key because it decides the partition. It adds nothing: a task's version is one event, and that event was appended once.
ALTER TABLE tracker.task_snapshot RENAME TO task_snapshot_old;
ALTER TABLE tracker.task_snapshot_old DROP CONSTRAINT task_snapshot_pkey;
DROP INDEX tracker.task_snapshot_at;

CREATE TABLE tracker.task_snapshot (
    LIKE tracker.task_snapshot_old INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING COMMENTS,
    PRIMARY KEY (task_id, version, at)
) PARTITION BY RANGE (at);

CREATE TABLE tracker.task_snapshot_default PARTITION OF tracker.task_snapshot DEFAULT;

COMMENT ON TABLE tracker.task_snapshot IS
    'How each task came to its state: a row for each change of status, criteria or attempt, and at most one a minute besides. One partition a UTC day of "at", dropped by retention.';
COMMENT ON TABLE tracker.task_snapshot_default IS 'States of days so far in the past or future that a partition of their own isn''t made for them.';

CREATE OR REPLACE VIEW tracker.task_history AS
SELECT
    s.task_id, s.version, s.at, s.project_id, s.agent_id, s.status, s.attempt, s.iteration, s.percent, s.criteria_verified, s.criteria_total,
    s.cost_usd, s.cost_known, s.input_tokens, s.output_tokens, s.actions, s.failed_actions, s.errors
FROM tracker.task_snapshot s;

-- What there is stays where it is and becomes the partition of all days up to its end; the next days begin behind it.
DO $$
DECLARE
    ends date;
BEGIN
    SELECT greatest((max(at) AT TIME ZONE 'UTC')::date, (now() AT TIME ZONE 'UTC')::date) + 1 INTO ends
    FROM tracker.task_snapshot_old HAVING max(at) IS NOT NULL;
    IF ends IS NULL THEN
        DROP TABLE tracker.task_snapshot_old;
    ELSE
        EXECUTE format('ALTER TABLE tracker.task_snapshot_old RENAME TO %I', 'task_snapshot_until_' || to_char(ends, 'YYYYMMDD'));
        EXECUTE format(
            'ALTER TABLE tracker.task_snapshot ATTACH PARTITION tracker.%I FOR VALUES FROM (MINVALUE) TO (%L)',
            'task_snapshot_until_' || to_char(ends, 'YYYYMMDD'), ends::text || ' 00:00:00+00');
        EXECUTE format(
            'COMMENT ON TABLE tracker.%I IS %L',
            'task_snapshot_until_' || to_char(ends, 'YYYYMMDD'), 'States from before there was a partition a day.');
    END IF;
END
$$;

CREATE FUNCTION tracker.ensure_snapshot_partition(wanted date) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    suffix text := to_char(wanted, 'YYYYMMDD');
    name text := 'task_snapshot_' || suffix;
    begins timestamptz := wanted::timestamp AT TIME ZONE 'UTC';
    ends timestamptz := (wanted + 1)::timestamp AT TIME ZONE 'UTC';
    today date := (now() AT TIME ZONE 'UTC')::date;
BEGIN
    IF wanted IS NULL OR wanted < today - 400 OR wanted > today + 2 THEN
        RETURN false;
    END IF;
    IF to_regclass('tracker.' || name) IS NOT NULL THEN
        RETURN true;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('tracker.ensure_snapshot_partition', 0));
    IF to_regclass('tracker.' || name) IS NOT NULL OR EXISTS (
        SELECT FROM pg_class
        WHERE relnamespace = 'tracker'::regnamespace AND relname ~ '^task_snapshot_until_\d{8}$' AND right(relname, 8) > suffix
    ) THEN
        RETURN true;
    END IF;
    IF EXISTS (SELECT FROM tracker.task_snapshot_default WHERE at >= begins AND at < ends) THEN
        RETURN false;
    END IF;
    EXECUTE format('CREATE TABLE tracker.%I (LIKE tracker.task_snapshot INCLUDING ALL)', name);
    EXECUTE format('ALTER TABLE tracker.task_snapshot ATTACH PARTITION tracker.%I FOR VALUES FROM (%L) TO (%L)', name, begins, ends);
    RETURN true;
END
$$;

COMMENT ON FUNCTION tracker.ensure_snapshot_partition(date) IS
    'Makes the partition of task_snapshot for a day from 400 days ago to 2 days ahead. False: the day''s states go to the default partition.';

CREATE FUNCTION tracker.analyze_snapshots() RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT pg_try_advisory_xact_lock(hashtextextended('tracker.analyze_snapshots', 0)) THEN
        RETURN false;
    END IF;
    IF current_setting('server_version_num')::integer >= 180000 THEN
        EXECUTE 'ANALYZE ONLY tracker.task_snapshot';
    ELSE
        EXECUTE 'ANALYZE tracker.task_snapshot';
    END IF;
    RETURN true;
END
$$;

COMMENT ON FUNCTION tracker.analyze_snapshots() IS
    'Renews the statistics of the whole of task_snapshot, which autovacuum does not. Sinks call it once a day. False: someone else is at it.';

-- Sinks of the version before this one do not ask for these days.
SELECT tracker.ensure_snapshot_partition((now() AT TIME ZONE 'UTC')::date + ahead) FROM generate_series(0, 2) AS days (ahead);

REVOKE ALL ON FUNCTION tracker.ensure_snapshot_partition(date), tracker.analyze_snapshots() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tracker.ensure_snapshot_partition(date), tracker.analyze_snapshots() TO tracker_sink;
GRANT SELECT, INSERT ON tracker.task_snapshot TO tracker_sink;

CREATE TABLE tracker.retention_run (
    run_id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    started_at  timestamptz NOT NULL DEFAULT now(),
    finished_at timestamptz,
    kept_from   date NOT NULL,
    outcome     text NOT NULL DEFAULT 'started' CHECK (outcome IN ('started', 'done', 'refused', 'failed')),
    dropped     integer NOT NULL DEFAULT 0,
    freed_bytes bigint NOT NULL DEFAULT 0,
    detail      text
);

COMMENT ON TABLE tracker.retention_run IS 'Each run of tracker retention that was to drop something, so that one that stopped is seen.';

-- For whoever compares the log with the history: what lies before that day may be gone.
CREATE FUNCTION tracker.events_kept_from() RETURNS date
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT max(kept_from) FROM tracker.retention_run WHERE outcome <> 'refused'
$$;

COMMENT ON FUNCTION tracker.events_kept_from() IS 'The first UTC day that retention has left whole; null if it never dropped anything.';

CREATE VIEW tracker.retention_runs AS
SELECT r.run_id, r.started_at, r.finished_at, r.kept_from, r.outcome, r.dropped, r.freed_bytes, r.detail
FROM tracker.retention_run r;

CREATE VIEW tracker.tasks AS
SELECT
    t.task_id, t.project_id, t.agent_id, t.parent_task_id, t.title, t.status, t.attempt, t.iteration, t.max_iterations, t.percent,
    t.criteria_verified, t.criteria_total,
    CASE WHEN t.cost_known THEN t.cost_usd END AS cost_usd,
    t.budget_usd, t.model, t.input_tokens, t.output_tokens, t.cache_read_tokens, t.cache_write_tokens,
    t.files_created, t.files_modified, t.unlisted_files, t.actions, t.failed_actions, t.errors, t.transient_errors,
    t.applied, t.duplicates, t.late, t.fenced, t.rejected, t.missing,
    t.started_at, t.completed_at,
    extract(epoch FROM t.completed_at - t.started_at) AS duration_s,
    t.last_heard_at, t.last_advanced_at, t.version, t.updated_at,
    CASE WHEN t.cost_known THEN t.cost_estimated_usd END AS cost_estimated_usd
FROM tracker.task t;

CREATE VIEW tracker.events AS
SELECT
    e.day, e.event_id, e.task_id, e.project_id, e.agent_id, e.attempt, e.seq, e.emitter_id, e.source_partition, e.source_offset AS version, e.type,
    coalesce(e.occurred_at, e.recorded_at) AS at, e.occurred_at, e.recorded_at,
    e.payload ->> 'message' AS message,
    e.payload ->> 'action' AS action,
    e.payload ->> 'target' AS target,
    CASE e.payload ->> 'success' WHEN 'true' THEN true WHEN 'false' THEN false END AS success,
    (e.payload ->> 'durationMs')::numeric AS duration_ms,
    (e.payload ->> 'usd')::numeric AS usd,
    (e.payload ->> 'inputTokens')::numeric AS input_tokens,
    (e.payload ->> 'outputTokens')::numeric AS output_tokens,
    (e.payload ->> 'cacheReadTokens')::numeric AS cache_read_tokens,
    (e.payload ->> 'cacheWriteTokens')::numeric AS cache_write_tokens,
    e.payload ->> 'model' AS model,
    e.payload ->> 'error' AS error,
    (e.payload ->> 'iteration')::numeric AS iteration,
    (e.payload ->> 'percent')::numeric AS percent,
    CASE WHEN e.type = 'criterion' THEN (e.payload ->> 'index')::numeric END AS criterion,
    CASE WHEN e.type = 'criterion' THEN coalesce((e.payload ->> 'verified')::boolean, true) END AS verified,
    CASE WHEN e.type = 'criterion' THEN coalesce(e.payload ->> 'evidence', 'claimed') END AS evidence,
    (e.payload ->> 'expectedSilenceMs')::numeric AS expected_silence_ms,
    e.payload ->> 'outcome' AS outcome,
    e.payload,
    e.payload ->> 'usdEstimated' = 'true' AS usd_estimated
FROM tracker.execution_event e;

CREATE VIEW tracker.attempts AS
SELECT
    e.task_id, e.attempt, min(e.project_id) AS project_id, min(e.agent_id) AS agent_id,
    count(*) AS events,
    min(e.at) AS first_at, max(e.at) AS last_at,
    (array_agg(e.outcome ORDER BY e.version) FILTER (WHERE e.type = 'complete'))[1] AS outcome,
    CASE
        WHEN count(*) FILTER (WHERE e.type IN ('start', 'complete') AND e.occurred_at IS NULL) = 0
            OR count(e.occurred_at) FILTER (WHERE e.type IN ('start', 'complete')) = 0
        THEN extract(epoch FROM min(e.at) FILTER (WHERE e.type = 'complete') - min(e.at) FILTER (WHERE e.type = 'start'))
    END AS duration_s,
    max(e.iteration) AS iterations,
    count(*) FILTER (WHERE e.type = 'action') AS actions,
    count(*) FILTER (WHERE e.type = 'action' AND NOT e.success) AS failed_actions,
    count(*) FILTER (WHERE e.type = 'error') AS errors,
    sum(e.usd) FILTER (WHERE e.type = 'cost') AS cost_usd,
    sum(coalesce(e.input_tokens, 0) + coalesce(e.output_tokens, 0) + coalesce(e.cache_read_tokens, 0) + coalesce(e.cache_write_tokens, 0))
        FILTER (WHERE e.type = 'cost') AS tokens,
    sum(e.usd) FILTER (WHERE e.type = 'cost' AND e.usd_estimated) AS cost_estimated_usd
FROM tracker.events e
GROUP BY e.task_id, e.attempt;

-- One pass over the events of a task: running sums at the marks (the start, and the first time that each criterion was found met), then differences of neighbours.
CREATE VIEW tracker.criteria AS
WITH numbered AS (
    SELECT
        e.task_id, e.attempt, e.project_id, e.agent_id, e.version, e.type, e.criterion, e.verified, e.evidence, e.occurred_at, e.recorded_at,
        e.payload ->> 'text' AS own_text,
        first_value(e.payload -> 'criteria') OVER (PARTITION BY e.task_id, e.attempt ORDER BY e.type <> 'start', e.version) AS declared,
        row_number() OVER (PARTITION BY e.task_id, e.attempt, e.type, e.criterion, e.verified ORDER BY e.version) AS nth,
        last_value(e.verified) OVER (
            PARTITION BY e.task_id, e.attempt, e.type, e.criterion ORDER BY e.version
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS last_verdict,
        sum(e.usd) OVER sofar AS usd,
        sum(CASE WHEN e.usd_estimated THEN e.usd END) OVER sofar AS usd_estimated,
        sum(CASE WHEN e.type = 'cost' THEN
            coalesce(e.input_tokens, 0) + coalesce(e.output_tokens, 0) + coalesce(e.cache_read_tokens, 0) + coalesce(e.cache_write_tokens, 0)
        END) OVER sofar AS tokens
    FROM tracker.events e
    WHERE e.type IN ('start', 'criterion', 'cost')
    WINDOW sofar AS (PARTITION BY e.task_id, e.attempt ORDER BY e.version)
), marks AS (
    SELECT
        n.*,
        lag(n.occurred_at) OVER before AS before_occurred_at, lag(n.recorded_at) OVER before AS before_recorded_at,
        lag(n.usd) OVER before AS before_usd, lag(n.usd_estimated) OVER before AS before_usd_estimated, lag(n.tokens) OVER before AS before_tokens
    FROM numbered n
    WHERE n.nth = 1 AND (n.type = 'start' OR n.verified)
    WINDOW before AS (PARTITION BY n.task_id, n.attempt ORDER BY n.version)
)
SELECT
    m.task_id, m.attempt, m.criterion::integer AS criterion, coalesce(m.own_text, m.declared ->> m.criterion::integer) AS text,
    m.project_id, m.agent_id, m.evidence, coalesce(m.occurred_at, m.recorded_at) AS passed_at, m.version,
    NOT m.last_verdict AS broken_again,
    CASE
        WHEN m.occurred_at IS NOT NULL THEN extract(epoch FROM m.occurred_at - m.before_occurred_at)
        WHEN m.before_occurred_at IS NULL THEN extract(epoch FROM m.recorded_at - m.before_recorded_at)
    END AS took_s,
    m.usd - coalesce(m.before_usd, 0) AS cost_usd,
    m.tokens - coalesce(m.before_tokens, 0) AS tokens,
    m.usd_estimated - coalesce(m.before_usd_estimated, 0) AS cost_estimated_usd
FROM marks m
WHERE m.type = 'criterion';

CREATE VIEW tracker.file_changes AS
WITH numbered AS (
    SELECT
        e.task_id, e.attempt, e.project_id, e.agent_id, e.version, e.at, e.type, e.action, e.target, e.success,
        e.verified AND row_number() OVER (PARTITION BY e.task_id, e.attempt, e.type, e.criterion, e.verified ORDER BY e.version) = 1 AS passes
    FROM tracker.events e
    WHERE e.type = 'criterion' OR (e.type = 'action' AND e.action IN ('create', 'write', 'edit') AND e.target IS NOT NULL)
), counted AS (
    SELECT n.*, count(*) FILTER (WHERE n.passes) OVER (PARTITION BY n.task_id, n.attempt ORDER BY n.version) AS criteria_before
    FROM numbered n
)
SELECT
    c.task_id, c.attempt, c.project_id, c.agent_id, c.version, c.at, c.action, c.target AS path, c.criteria_before,
    coalesce(c.criteria_before > lag(c.criteria_before) OVER (PARTITION BY c.task_id, c.attempt, c.target ORDER BY c.version), false) AS rework
FROM counted c
WHERE c.type = 'action' AND c.success IS DISTINCT FROM false;

CREATE VIEW tracker.silences AS
WITH pairs AS (
    SELECT
        e.task_id, e.attempt, e.project_id, e.agent_id, e.version, e.type, e.at, e.occurred_at, e.recorded_at,
        lag(e.type) OVER before AS before_type, lag(e.at) OVER before AS before_at, lag(e.occurred_at) OVER before AS before_occurred_at,
        lag(e.recorded_at) OVER before AS before_recorded_at, lag(e.expected_silence_ms) OVER before AS announced_ms
    FROM tracker.events e
    WINDOW before AS (PARTITION BY e.task_id, e.attempt ORDER BY e.version)
), gaps AS (
    SELECT
        p.*,
        CASE
            WHEN p.occurred_at IS NOT NULL THEN extract(epoch FROM p.occurred_at - p.before_occurred_at)
            WHEN p.before_occurred_at IS NULL THEN extract(epoch FROM p.recorded_at - p.before_recorded_at)
        END AS seconds
    FROM pairs p
)
SELECT
    g.task_id, g.attempt, g.project_id, g.agent_id, g.before_at AS from_at, g.at AS to_at, g.seconds,
    CASE
        WHEN g.before_type = 'waiting' THEN 'waiting'
        WHEN g.announced_ms >= 1000 * g.seconds THEN 'announced'
        ELSE 'silent'
    END AS kind,
    g.before_type AS after_event, g.type AS until_event, g.version
FROM gaps g
WHERE g.seconds > 0;

CREATE VIEW tracker.fleet_per_hour AS
SELECT
    date_trunc('hour', e.at, 'UTC') AS hour, e.project_id,
    count(DISTINCT e.task_id) AS tasks,
    count(DISTINCT e.agent_id) AS agents,
    count(*) AS events,
    count(*) FILTER (WHERE e.type = 'start') AS started,
    count(*) FILTER (WHERE e.type = 'complete' AND e.outcome = 'success') AS succeeded,
    count(*) FILTER (WHERE e.type = 'complete' AND e.outcome = 'failed') AS failed,
    count(*) FILTER (WHERE e.type = 'complete' AND e.outcome = 'cancelled') AS cancelled,
    count(*) FILTER (WHERE e.type = 'criterion' AND e.verified) AS verdicts_met,
    sum(e.usd) FILTER (WHERE e.type = 'cost') AS cost_usd,
    sum(e.output_tokens) FILTER (WHERE e.type = 'cost') AS output_tokens,
    sum(e.usd) FILTER (WHERE e.type = 'cost' AND e.usd_estimated) AS cost_estimated_usd
FROM tracker.events e
GROUP BY date_trunc('hour', e.at, 'UTC'), e.project_id;

GRANT SELECT ON
    tracker.retention_runs, tracker.tasks, tracker.events, tracker.attempts, tracker.criteria, tracker.file_changes, tracker.silences,
    tracker.fleet_per_hour
    TO tracker_analyst;

COMMENT ON VIEW tracker.retention_runs IS 'Each run of tracker retention that was to drop something: look here whether it still runs.';
COMMENT ON VIEW tracker.tasks IS 'The current state of each task, one row a task, ended or not.';
COMMENT ON VIEW tracker.events IS 'Every event once, its fields as columns. Filter by day to read few partitions, order a task''s events by version.';
COMMENT ON VIEW tracker.attempts IS 'Each attempt at a task, one row an attempt, added up from its events.';
COMMENT ON VIEW tracker.criteria IS
    'When each criterion was first found met, one row a criterion and attempt, and what it took since the one before it or the start. Criteria never met have no row.';
COMMENT ON VIEW tracker.file_changes IS
    'Each create, write or edit of a file that did not fail. Rework: the file was changed before, and since then a criterion was found met.';
COMMENT ON VIEW tracker.silences IS 'Each span between two events of an attempt, with what may explain it.';
COMMENT ON VIEW tracker.fleet_per_hour IS 'What each project got done in each UTC hour.';

-- What a column means does not depend on the view it stands in; where it does, a comment below says so.
DO $$
DECLARE
    described record;
BEGIN
    FOR described IN
        SELECT format('%I.%I', 'tracker', c.relname) AS view, m.name, m.meaning
        FROM (VALUES
            ('task_id', 'The task.'),
            ('project_id', 'The project the task belongs to.'),
            ('agent_id', 'The agent or job that does the task.'),
            ('parent_task_id', 'The task that delegated this one; null if none did.'),
            ('title', 'What the task is about; null where not told.'),
            ('status', 'pending, in_progress, complete, failed or cancelled.'),
            ('attempt', 'Which try at the task, from 1.'),
            ('iteration', 'The iteration that the agent is in, from 0.'),
            ('max_iterations', 'How many iterations there may be; 0 if unknown.'),
            ('percent', 'Share that is done, 0 to 100: of the criteria where there are any, else as the worker says.'),
            ('criteria_verified', 'Criteria that stand as met.'),
            ('criteria_total', 'Declared or, where none are declared, known criteria.'),
            ('cost_usd', 'US dollars reported or estimated; null where there is no amount, which is not zero.'),
            ('cost_estimated_usd', 'The part of cost_usd that is an estimate; null where there is none.'),
            ('usd_estimated', 'Whether usd is an estimate, from tokens and list prices; null where there is no such mark.'),
            ('cost_known', 'False: no amount was ever reported, so cost_usd is unknown and not zero.'),
            ('budget_usd', 'US dollars that the task may spend; null if not limited.'),
            ('model', 'The model that was last paid; null where not told.'),
            ('input_tokens', 'Tokens sent and not read from a cache.'),
            ('output_tokens', 'Tokens generated.'),
            ('cache_read_tokens', 'Tokens sent and read from the provider''s cache.'),
            ('cache_write_tokens', 'Tokens sent and written to the provider''s cache.'),
            ('tokens', 'Tokens of all four kinds (in, out, read from and written to a cache); null where none were reported.'),
            ('files_created', 'Paths of files that the task created, in order; bounded.'),
            ('files_modified', 'Paths of files that the task changed and did not create, in order; bounded.'),
            ('unlisted_files', 'Changes of files beyond the bounds of the two lists.'),
            ('actions', 'Actions reported.'),
            ('failed_actions', 'Actions that failed; one whose outcome is unknown is none of them.'),
            ('errors', 'Errors reported.'),
            ('transient_errors', 'Errors after which the worker tries again.'),
            ('applied', 'Events that took effect in order.'),
            ('duplicates', 'Copies of events, which changed nothing.'),
            ('late', 'Events that took effect out of order or after the end.'),
            ('fenced', 'Events of an attempt that a newer one had replaced.'),
            ('rejected', 'Events that contradict what the task declared.'),
            ('missing', 'Events that by their numbering exist and have not been seen.'),
            ('started_at', 'Start of the current attempt, by the worker''s clock; null where it has none.'),
            ('completed_at', 'End of the current attempt, by the worker''s clock; null before, or where it has none.'),
            ('duration_s', 'Seconds from start to end; null while there is no end or where only one of the two has the worker''s time.'),
            ('last_heard_at', 'When the broker received the task''s last event.'),
            ('last_advanced_at', 'When the broker received the last event that showed progress.'),
            ('updated_at', 'When a sink last wrote the row, by the database''s clock.'),
            ('version', 'Offset of the event in its partition of the events topic: the order in which a task''s events took effect.'),
            ('day', 'UTC day.'),
            ('on_day', 'UTC day on which it happened or, where the worker has no clock, was received.'),
            ('hour', 'Beginning of the UTC hour.'),
            ('event_id', 'Identity of the event.'),
            ('seq', 'Number of the event within task, attempt and emitter; null where the source does not count.'),
            ('emitter_id', 'Who counts seq.'),
            ('source_partition', 'Partition of the events topic.'),
            ('type', 'start, iteration, progress, criterion, action, cost, error, log, heartbeat, waiting or complete.'),
            ('at', 'When it happened as the worker says or, where it does not say, when the broker received it.'),
            ('occurred_at', 'When it happened by the worker''s clock; null where it has none.'),
            ('recorded_at', 'When the broker received it.'),
            ('message', 'Free text for people.'),
            ('text', 'What the event says, in words.'),
            ('action', 'What was done; create, write and edit tell of changed files.'),
            ('target', 'To what it was done.'),
            ('success', 'Whether an action succeeded; null where unknown, and for other events.'),
            ('duration_ms', 'How long an action took, in milliseconds; null where not told.'),
            ('usd', 'US dollars spent since the last cost event; null where only tokens are known.'),
            ('error', 'What went wrong.'),
            ('criterion', 'Number of the criterion, from 0.'),
            ('verified', 'Whether a criterion was found met; null for other events.'),
            ('evidence', 'How well a verdict is founded, in ascending order: claimed, self_checked, observed, ci.'),
            ('expected_silence_ms', 'How long the worker said it may now be silent, in milliseconds.'),
            ('outcome', 'success, failed or cancelled, as claimed at the end; null before.'),
            ('payload', 'The event''s JSON as it was sent.'),
            ('tasks', 'Different tasks.'),
            ('agents', 'Different agents.'),
            ('events', 'Events.'),
            ('started', 'Starts of attempts.'),
            ('succeeded', 'Attempts reported as a success. A claim: criteria tell more.'),
            ('failed', 'Attempts reported as failed.'),
            ('cancelled', 'Attempts reported as cancelled.')
        ) AS m (name, meaning)
        JOIN pg_attribute a ON a.attname = m.name AND NOT a.attisdropped
        JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'v' AND c.relnamespace = 'tracker'::regnamespace
        WHERE col_description(a.attrelid, a.attnum) IS NULL
    LOOP
        EXECUTE format('COMMENT ON COLUMN %s.%I IS %L', described.view, described.name, described.meaning);
    END LOOP;
END
$$;

COMMENT ON COLUMN tracker.cost_per_day.model IS 'The model that was paid; null where not told.';
COMMENT ON COLUMN tracker.task_history.at IS 'When the broker received the last event of that state.';
COMMENT ON COLUMN tracker.task_history.cost_usd IS 'US dollars so far. Read it with cost_known.';
COMMENT ON COLUMN tracker.task_timeline.day IS 'UTC day of occurred_at, 1970-01-01 where there is none. Name it in a query to read few partitions.';
COMMENT ON COLUMN tracker.events.day IS 'UTC day of occurred_at, 1970-01-01 where there is none. Name it in a query to read few partitions.';
COMMENT ON COLUMN tracker.events.iteration IS 'The iteration that the agent is now in; null for other events.';
COMMENT ON COLUMN tracker.events.percent IS 'The worker''s estimate of what is done, 0 to 100; null for other events.';
COMMENT ON COLUMN tracker.events.model IS 'The model that was paid; null where not told.';
COMMENT ON COLUMN tracker.events.outcome IS 'How the attempt ended as claimed: success, failed or cancelled; null for other events.';
COMMENT ON COLUMN tracker.attempts.first_at IS 'Time of the attempt''s earliest event.';
COMMENT ON COLUMN tracker.attempts.last_at IS 'Time of the attempt''s latest event.';
COMMENT ON COLUMN tracker.attempts.iterations IS 'The highest iteration reported; null where none was.';
COMMENT ON COLUMN tracker.attempts.outcome IS 'success, failed or cancelled, as claimed at the first end; null before.';
COMMENT ON COLUMN tracker.criteria.text IS 'What the criterion demands; null where not told.';
COMMENT ON COLUMN tracker.criteria.evidence IS 'How well the first verdict was founded, in ascending order: claimed, self_checked, observed, ci.';
COMMENT ON COLUMN tracker.criteria.passed_at IS 'When it was first found met.';
COMMENT ON COLUMN tracker.criteria.broken_again IS 'Whether the last verdict says that it is not met any more.';
COMMENT ON COLUMN tracker.criteria.took_s IS
    'Seconds since the criterion met before it or, for the first one, the start; null where there is neither, or where only one of the two has the worker''s time.';
COMMENT ON COLUMN tracker.criteria.cost_usd IS 'US dollars reported or estimated in that span; null where none were up to then.';
COMMENT ON COLUMN tracker.criteria.tokens IS 'Tokens of all four kinds reported in that span; null where none were up to then.';
COMMENT ON COLUMN tracker.file_changes.path IS 'The file, as the agent names it.';
COMMENT ON COLUMN tracker.file_changes.criteria_before IS 'Criteria that had been found met in the attempt before the change.';
COMMENT ON COLUMN tracker.file_changes.rework IS 'Whether the attempt had changed the file before and a criterion was first found met since then.';
COMMENT ON COLUMN tracker.silences.from_at IS 'Time of the event before the silence.';
COMMENT ON COLUMN tracker.silences.to_at IS 'Time of the event that ended it.';
COMMENT ON COLUMN tracker.silences.seconds IS 'How long it lasted, more than 0. Both times are the worker''s, or both are the broker''s.';
COMMENT ON COLUMN tracker.silences.kind IS 'waiting: for a person or another task; announced: the worker said it would take at least as long; silent: neither.';
COMMENT ON COLUMN tracker.silences.after_event IS 'Type of the event before the silence.';
COMMENT ON COLUMN tracker.silences.until_event IS 'Type of the event that ended it.';
COMMENT ON COLUMN tracker.silences.version IS 'Offset of the event that ended it, in its partition of the events topic.';
COMMENT ON COLUMN tracker.fleet_per_hour.verdicts_met IS 'Verdicts that a criterion is met, repeated ones included.';
COMMENT ON COLUMN tracker.retention_runs.run_id IS 'Number of the run.';
COMMENT ON COLUMN tracker.retention_runs.started_at IS 'When it began.';
COMMENT ON COLUMN tracker.retention_runs.finished_at IS 'When it ended; null while it runs, or if it was killed.';
COMMENT ON COLUMN tracker.retention_runs.kept_from IS 'First UTC day that was to be kept.';
COMMENT ON COLUMN tracker.retention_runs.outcome IS
    'started (at work, or killed), done, refused (sinks had yet to write what was to go: nothing dropped) or failed.';
COMMENT ON COLUMN tracker.retention_runs.dropped IS 'Partitions dropped.';
COMMENT ON COLUMN tracker.retention_runs.freed_bytes IS 'Bytes that they took, indexes included.';
COMMENT ON COLUMN tracker.retention_runs.detail IS 'Why it was refused or failed; null where it was not.';

RESET ROLE;
