#!/usr/bin/env bash
# Run once by the image's own entry point, on an empty data folder: a login for each role, none of which is the superuser.
set -euo pipefail

secret() { cat "/run/secrets/$1"; }

psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" \
  -v migrator="$(secret migrator_password)" \
  -v sink="$(secret sink_password)" \
  -v analyst="$(secret analyst_password)" <<'SQL'
CREATE ROLE tracker_migrator NOLOGIN;
CREATE ROLE tracker_sink NOLOGIN;
CREATE ROLE tracker_bridge NOLOGIN;
CREATE ROLE tracker_analyst NOLOGIN;

CREATE ROLE migrator LOGIN PASSWORD :'migrator' IN ROLE tracker_migrator;
CREATE ROLE sink LOGIN PASSWORD :'sink' IN ROLE tracker_sink;
CREATE ROLE analyst LOGIN PASSWORD :'analyst' IN ROLE tracker_analyst;

-- PostgreSQL applies such settings to logins of that very name only.
ALTER ROLE analyst SET statement_timeout = '60s';
ALTER ROLE analyst SET default_transaction_read_only = on;
ALTER ROLE analyst SET search_path = tracker, public;

SELECT format('GRANT CREATE ON DATABASE %I TO migrator', current_database()) \gexec
SELECT format('GRANT TEMPORARY ON DATABASE %I TO tracker_sink', current_database()) \gexec
SQL
