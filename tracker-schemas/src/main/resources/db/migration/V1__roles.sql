-- Group roles. None can log in: an administrator makes logins and grants them one of these. A role that exists already is used as it is.
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['tracker_migrator', 'tracker_sink', 'tracker_bridge', 'tracker_analyst'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
            BEGIN
                EXECUTE format('CREATE ROLE %I NOLOGIN', name);
            EXCEPTION
                -- Roles belong to the whole server: a migration of another database may have been faster.
                WHEN duplicate_object OR unique_violation THEN NULL;
            END;
        END IF;
    END LOOP;
    IF NOT pg_has_role(current_user, 'tracker_migrator', 'MEMBER') THEN
        EXECUTE format('GRANT tracker_migrator TO %I', current_user);
    END IF;
    -- PostgreSQL applies the settings of a role to logins of that very name only: repeat them for each analyst's login.
    BEGIN
        ALTER ROLE tracker_analyst SET statement_timeout = '60s';
        ALTER ROLE tracker_analyst SET default_transaction_read_only = on;
    EXCEPTION
        WHEN insufficient_privilege OR internal_error THEN
            RAISE NOTICE 'the time limit of tracker_analyst was left to its administrator';
    END;
    -- The sinks load through temporary tables. Everybody may make such tables unless someone took that away.
    BEGIN
        EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO tracker_sink', current_database());
    EXCEPTION
        WHEN insufficient_privilege THEN
            RAISE NOTICE 'the right to temporary tables was left to the database''s owner';
    END;
END
$$;

GRANT USAGE, CREATE ON SCHEMA tracker TO tracker_migrator;
GRANT USAGE ON SCHEMA tracker TO tracker_sink, tracker_bridge, tracker_analyst;
GRANT SELECT, INSERT, UPDATE, DELETE ON tracker.flyway_schema_history TO tracker_migrator;

COMMENT ON SCHEMA tracker IS 'Progress of agents and long-running jobs. All times are UTC (timestamptz). Written by the sinks alone.';
