SET LOCAL ROLE tracker_migrator;

-- A snapshot is written hundreds of times for each time that someone looks into it. As json it is stored as published, byte for byte; jsonb took it apart at each
-- write, and that, with the packing of rows above 2 kB, was two thirds of what a row cost. Rows now stay whole in their page up to 8 kB, and with half of each
-- page left free the next version of a row finds room beside it (HOT): no index, and no table of long values, is touched.
ALTER TABLE tracker.task ALTER COLUMN snapshot TYPE json USING snapshot::json;
ALTER TABLE tracker.task SET (fillfactor = 50, toast_tuple_target = 8160);

-- The number of the event made each entry unique, and so the index three times as large. The events of one task are few enough to be sorted when asked for.
DROP INDEX tracker.execution_event_task;
CREATE INDEX execution_event_task ON tracker.execution_event (task_id);

-- Autovacuum gathers statistics of each partition and never of the whole table, which is what queries over several days are planned by.
CREATE FUNCTION tracker.analyze_events() RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    -- One sink is enough.
    IF NOT pg_try_advisory_xact_lock(hashtextextended('tracker.analyze_events', 0)) THEN
        RETURN false;
    END IF;
    -- Before version 18 this takes every partition in turn, too.
    IF current_setting('server_version_num')::integer >= 180000 THEN
        EXECUTE 'ANALYZE ONLY tracker.execution_event';
    ELSE
        EXECUTE 'ANALYZE tracker.execution_event';
    END IF;
    RETURN true;
END
$$;

COMMENT ON FUNCTION tracker.analyze_events() IS
    'Renews the statistics of the whole of execution_event, which autovacuum does not. Sinks call it once a day. False: someone else is at it.';
REVOKE ALL ON FUNCTION tracker.analyze_events() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tracker.analyze_events() TO tracker_sink;

RESET ROLE;
