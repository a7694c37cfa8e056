SET LOCAL ROLE tracker_migrator;

CREATE TABLE tracker.execution_event (
    day              date NOT NULL,
    event_id         uuid NOT NULL,
    task_id          text NOT NULL,
    project_id       text NOT NULL,
    agent_id         text NOT NULL,
    attempt          integer NOT NULL,
    seq              bigint,
    emitter_id       text NOT NULL,
    type             text NOT NULL,
    occurred_at      timestamptz,
    recorded_at      timestamptz NOT NULL,
    source_partition integer NOT NULL,
    source_offset    bigint NOT NULL,
    payload          jsonb NOT NULL,
    PRIMARY KEY (day, event_id)
) PARTITION BY RANGE (day);

CREATE INDEX execution_event_task ON tracker.execution_event (task_id, source_offset);

-- Sources without a clock are common. Their events stay out of the default partition, which is read through whenever a day is added.
CREATE TABLE tracker.execution_event_undated PARTITION OF tracker.execution_event
    FOR VALUES FROM ('1970-01-01') TO ('1970-01-02');
CREATE TABLE tracker.execution_event_default PARTITION OF tracker.execution_event DEFAULT;

COMMENT ON TABLE tracker.execution_event IS
    'Every event once: the first copy of each event id. One partition a day, dropped by retention, never deleted from row by row.';
COMMENT ON COLUMN tracker.execution_event.day IS
    'UTC date of occurred_at, 1970-01-01 where there is none: a copy of an event meets the first one whenever it is sent. Name it in a query to read few partitions.';
COMMENT ON COLUMN tracker.execution_event.seq IS 'Number within (task, attempt, emitter); null where the source does not count.';
COMMENT ON COLUMN tracker.execution_event.occurred_at IS 'The worker''s claim; null where it has no clock.';
COMMENT ON COLUMN tracker.execution_event.recorded_at IS 'When the broker appended the event.';
COMMENT ON COLUMN tracker.execution_event.source_offset IS 'Offset in source_partition of the events topic: the order in which events took effect.';
COMMENT ON COLUMN tracker.execution_event.payload IS
    'The event''s JSON as it was sent. Where jsonb can''t hold it (\u0000 in an unknown field, say): its known fields, and the original in base64 under "$raw".';
COMMENT ON TABLE tracker.execution_event_undated IS 'Events without a time of their own.';
COMMENT ON TABLE tracker.execution_event_default IS 'Events of days so far in the past or future that a partition of their own isn''t made for them.';

-- The sinks call this instead of owning the table. It answers whether the day has a partition of its own now.
CREATE FUNCTION tracker.ensure_event_partition(wanted date) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    name text := 'execution_event_' || to_char(wanted, 'YYYYMMDD');
    today date := (now() AT TIME ZONE 'UTC')::date;
BEGIN
    IF wanted IS NULL OR wanted < today - 400 OR wanted > today + 2 THEN
        RETURN false;
    END IF;
    IF to_regclass('tracker.' || name) IS NOT NULL THEN
        RETURN true;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('tracker.ensure_event_partition', 0));
    IF to_regclass('tracker.' || name) IS NOT NULL THEN
        RETURN true;
    END IF;
    -- Rows that came while the day was still too far away stay where they are, and later ones join them.
    IF EXISTS (SELECT FROM tracker.execution_event_default WHERE day = wanted) THEN
        RETURN false;
    END IF;
    -- Made apart and then attached: CREATE ... PARTITION OF would lock out every reader of the whole table.
    EXECUTE format('CREATE TABLE tracker.%I (LIKE tracker.execution_event INCLUDING ALL)', name);
    EXECUTE format(
        'ALTER TABLE tracker.execution_event ATTACH PARTITION tracker.%I FOR VALUES FROM (%L) TO (%L)',
        name, wanted, wanted + 1);
    RETURN true;
END
$$;

COMMENT ON FUNCTION tracker.ensure_event_partition(date) IS
    'Makes the partition of a day from 400 days ago to 2 days ahead. False: the day''s events go to the default partition.';

CREATE TABLE tracker.sink_offset (
    sink        text NOT NULL,
    topic       text NOT NULL,
    partition   integer NOT NULL,
    epoch       bigint NOT NULL,
    next_offset bigint,
    updated_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (sink, topic, partition)
) WITH (fillfactor = 50);

COMMENT ON TABLE tracker.sink_offset IS
    'How far each sink has come. Written in the same transaction as its rows, so this, and not the consumer group''s offset, is what a sink resumes from.';
COMMENT ON COLUMN tracker.sink_offset.epoch IS 'Raised by whoever takes the partition over; a writer with an older epoch can commit nothing.';
COMMENT ON COLUMN tracker.sink_offset.next_offset IS 'The first offset not yet written; null before the first batch.';

REVOKE ALL ON FUNCTION tracker.ensure_event_partition(date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tracker.ensure_event_partition(date) TO tracker_sink;
GRANT SELECT, INSERT ON tracker.execution_event TO tracker_sink;
GRANT SELECT, INSERT, UPDATE ON tracker.sink_offset TO tracker_sink;
GRANT SELECT ON tracker.execution_event, tracker.sink_offset TO tracker_bridge;

RESET ROLE;
