SET LOCAL ROLE tracker_migrator;

-- Most updates change no indexed column; the room left in each page lets them stay in it (HOT), so that indexes aren't touched.
CREATE TABLE tracker.task (
    task_id             text PRIMARY KEY,
    version             bigint NOT NULL,
    source_partition    integer NOT NULL,
    project_id          text NOT NULL,
    agent_id            text NOT NULL,
    parent_task_id      text,
    title               text,
    status              text NOT NULL CHECK (status IN ('pending', 'in_progress', 'complete', 'failed', 'cancelled')),
    attempt             integer NOT NULL,
    iteration           integer NOT NULL,
    max_iterations      integer NOT NULL,
    percent             double precision NOT NULL CHECK (percent BETWEEN 0 AND 100),
    criteria_verified   integer NOT NULL,
    criteria_total      integer NOT NULL,
    cost_usd            numeric NOT NULL,
    cost_known          boolean NOT NULL,
    budget_usd          numeric,
    input_tokens        bigint NOT NULL,
    output_tokens       bigint NOT NULL,
    cache_read_tokens   bigint NOT NULL,
    cache_write_tokens  bigint NOT NULL,
    model               text,
    files_created       text[] NOT NULL,
    files_modified      text[] NOT NULL,
    unlisted_files      bigint NOT NULL,
    applied             bigint NOT NULL,
    duplicates          bigint NOT NULL,
    late                bigint NOT NULL,
    fenced              bigint NOT NULL,
    rejected            bigint NOT NULL,
    missing             bigint NOT NULL,
    actions             bigint NOT NULL,
    failed_actions      bigint NOT NULL,
    errors              bigint NOT NULL,
    transient_errors    bigint NOT NULL,
    started_at          timestamptz,
    completed_at        timestamptz,
    last_heard_at       timestamptz NOT NULL,
    last_advanced_at    timestamptz NOT NULL,
    waiting             boolean NOT NULL,
    expected_silence_ms bigint NOT NULL,
    rhythm_ms           bigint NOT NULL,
    history_at          timestamptz NOT NULL,
    snapshot            jsonb NOT NULL,
    updated_at          timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);

CREATE INDEX task_active ON tracker.task (project_id, agent_id) WHERE status IN ('pending', 'in_progress');
CREATE INDEX task_parent ON tracker.task (parent_task_id) WHERE parent_task_id IS NOT NULL;

COMMENT ON TABLE tracker.task IS 'The current state of each task, one row a task.';
COMMENT ON COLUMN tracker.task.version IS 'Offset, in the events topic, of the last event folded into this state. It only grows.';
COMMENT ON COLUMN tracker.task.source_partition IS 'Partition of the events topic that holds the task; it never changes.';
COMMENT ON COLUMN tracker.task.criteria_total IS 'Declared or, where none are declared, known criteria.';
COMMENT ON COLUMN tracker.task.cost_usd IS 'US dollars over all attempts, exact to 10^-12. Read it with cost_known.';
COMMENT ON COLUMN tracker.task.cost_known IS 'False: no amount was ever reported, so cost_usd is unknown and not zero.';
COMMENT ON COLUMN tracker.task.unlisted_files IS 'Changes of files beyond the bounds of the two lists.';
COMMENT ON COLUMN tracker.task.applied IS 'Events that took effect in order.';
COMMENT ON COLUMN tracker.task.late IS 'Events that took effect out of order or after the end.';
COMMENT ON COLUMN tracker.task.fenced IS 'Events of an attempt that a newer one had replaced.';
COMMENT ON COLUMN tracker.task.rejected IS 'Events that contradict what the task declared.';
COMMENT ON COLUMN tracker.task.missing IS 'Events that by their numbering exist and have not been seen.';
COMMENT ON COLUMN tracker.task.started_at IS 'The worker''s claim, for the current attempt.';
COMMENT ON COLUMN tracker.task.completed_at IS 'The worker''s claim, for the current attempt.';
COMMENT ON COLUMN tracker.task.last_heard_at IS 'By the broker''s clock.';
COMMENT ON COLUMN tracker.task.last_advanced_at IS 'By the broker''s clock.';
COMMENT ON COLUMN tracker.task.rhythm_ms IS 'Running mean of the silences between the task''s events.';
COMMENT ON COLUMN tracker.task.history_at IS 'Time (broker''s clock) of the task''s latest row in task_snapshot.';
COMMENT ON COLUMN tracker.task.snapshot IS 'The whole state as published on the snapshots topic.';
COMMENT ON COLUMN tracker.task.updated_at IS 'When a sink last wrote the row, by the database''s clock.';

CREATE TABLE tracker.task_snapshot (
    task_id             text NOT NULL,
    version             bigint NOT NULL,
    at                  timestamptz NOT NULL,
    project_id          text NOT NULL,
    agent_id            text NOT NULL,
    status              text NOT NULL,
    attempt             integer NOT NULL,
    iteration           integer NOT NULL,
    percent             double precision NOT NULL,
    criteria_verified   integer NOT NULL,
    criteria_total      integer NOT NULL,
    cost_usd            numeric NOT NULL,
    cost_known          boolean NOT NULL,
    input_tokens        bigint NOT NULL,
    output_tokens       bigint NOT NULL,
    actions             bigint NOT NULL,
    failed_actions      bigint NOT NULL,
    errors              bigint NOT NULL,
    PRIMARY KEY (task_id, version)
);

CREATE INDEX task_snapshot_at ON tracker.task_snapshot USING brin (at);

COMMENT ON TABLE tracker.task_snapshot IS
    'How each task came to its state: a row for each change of status, criteria or attempt, and at most one a minute besides.';
COMMENT ON COLUMN tracker.task_snapshot.at IS 'When the broker appended the last event folded into this state.';
COMMENT ON COLUMN tracker.task_snapshot.version IS 'Offset of that event.';

GRANT SELECT, INSERT, UPDATE, DELETE ON tracker.task TO tracker_sink;
GRANT SELECT, INSERT ON tracker.task_snapshot TO tracker_sink;
GRANT SELECT ON tracker.task, tracker.task_snapshot TO tracker_bridge;

RESET ROLE;
