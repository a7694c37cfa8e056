SET LOCAL ROLE tracker_migrator;

CREATE TABLE tracker.event_conflict (
    source_partition integer NOT NULL,
    source_offset    bigint NOT NULL,
    event_id         uuid NOT NULL,
    task_id          text NOT NULL,
    recorded_at      timestamptz NOT NULL,
    first_partition  integer NOT NULL,
    first_offset     bigint NOT NULL,
    published_at     timestamptz,
    PRIMARY KEY (source_partition, source_offset, event_id)
);

CREATE INDEX event_conflict_unpublished ON tracker.event_conflict (source_partition, source_offset) WHERE published_at IS NULL;

COMMENT ON TABLE tracker.event_conflict IS
    'Events whose id another event of the same day had before them, with other content. Kept 30 days; each is published as a dead letter with code CONFLICT.';
COMMENT ON COLUMN tracker.event_conflict.first_offset IS 'Offset, in first_partition, of the event that has the id and a row in execution_event.';
COMMENT ON COLUMN tracker.event_conflict.published_at IS 'When its dead letter was published; null while that is still to be done.';

GRANT SELECT, INSERT, UPDATE, DELETE ON tracker.event_conflict TO tracker_sink;
GRANT SELECT ON tracker.event_conflict TO tracker_bridge;

ALTER TABLE tracker.sink_offset ADD COLUMN topic_id uuid;
COMMENT ON COLUMN tracker.sink_offset.topic_id IS
    'Kafka''s own id of the topic that next_offset belongs to: a topic that was deleted and made anew has another. Null in rows from before schema 6.';

RESET ROLE;
