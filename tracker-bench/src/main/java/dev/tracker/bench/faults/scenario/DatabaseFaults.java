package dev.tracker.bench.faults.scenario;

import dev.tracker.bench.faults.stage.Postgres;
import dev.tracker.bench.run.BenchException;
import dev.tracker.bench.run.Wait;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** What happens to PostgreSQL. */
final class DatabaseFaults {

    private static final int MOST_PAUSE_MS = 2_000;
    private static final int MOST_OUTAGE_MS = 8_000;
    private static final int LEAST_LOCK_MS = 3_000;
    private static final int MOST_LOCK_MS = 25_000;
    private static final int CONNECTIONS = 200;
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String TOO_MANY_CONNECTIONS = "53300";
    private static final String SINKS = "application_name LIKE 'tracker-sink-%'";

    /** All its processes end at once; meanwhile the dashboard must go on. */
    static Step crash(int index, Random random) {
        int ms = 1_000 + random.nextInt(MOST_OUTAGE_MS);
        return step(random, "stopped at once, back after " + ms + " ms", stage -> {
            long pid = stage.postgres().pid();
            stage.postgres().crash();
            long before = stage.viewer().shown();
            long began = System.nanoTime();
            long slowest = 0;
            int events = 0;
            for (long now = began; millis(now - began) < ms; now = System.nanoTime()) {
                stage.awaitShown();
                slowest = Math.max(slowest, millis(System.nanoTime() - now));
                events++;
            }
            long shown = stage.viewer().shown() - before;
            stage.postgres().restart();
            stage.healed();
            return "process " + pid + " ended, " + stage.postgres().pid() + " began; meanwhile " + shown
                    + " states were shown, and the slowest of " + events + " events was seen after " + slowest + " ms";
        });
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }

    static Step killBackend(int index, Random random) {
        boolean hard = random.nextInt(3) == 0;
        String how = hard ? "kill -9 of a sink's backend" : "a sink's sessions are terminated";
        return step(random, how, stage -> {
            Postgres postgres = stage.postgres();
            if (hard) {
                long backend = number(postgres, "SELECT pid FROM pg_stat_activity WHERE " + SINKS + " LIMIT 1");
                if (backend == 0) {
                    throw new NoEffectException("no sink has a session");
                }
                postgres.killBackend(backend);
                Wait.until("the database is back", LOOK, PATIENCE, () -> postgres.isUp());
                return "backend " + backend + " killed, the server recovered";
            }
            long ended =
                    number(postgres, "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE " + SINKS);
            if (ended == 0) {
                throw new NoEffectException("no sink has a session");
            }
            return ended + " sessions ended";
        });
    }

    /** Others take every connection, and the sinks lose theirs. */
    static Step takeConnections(int index, Random random) {
        int ms = LEAST_LOCK_MS + random.nextInt(MOST_OUTAGE_MS);
        return step(random, "no connection is free for " + ms + " ms", stage -> {
            List<Connection> taken = new ArrayList<>();
            try {
                String refusal = takeAll(stage.postgres(), taken);
                Wait.until("the sinks have no connection", LOOK, PATIENCE, () -> isStarved(stage.postgres(), taken));
                Thread.sleep(ms);
                if (!refusal.equals(TOO_MANY_CONNECTIONS)) {
                    throw new NoEffectException("the last connection was refused with " + refusal);
                }
                return taken.size() + " connections taken, the next refused with SQLState " + refusal;
            } finally {
                closeAll(taken);
                stage.healed();
            }
        });
    }

    /** Ends the sinks' sessions and takes what becomes free; false if a sink was quicker. */
    private static boolean isStarved(Postgres postgres, List<Connection> taken) {
        try (Statement statement = taken.get(0).createStatement()) {
            statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE " + SINKS);
            takeAll(postgres, taken);
            try (ResultSet row = statement.executeQuery("SELECT count(*) FROM pg_stat_activity WHERE " + SINKS)) {
                return row.next() && row.getLong(1) == 0;
            }
        } catch (SQLException e) {
            throw new BenchException("connections could not be taken: " + e.getMessage(), e);
        }
    }

    private static String takeAll(Postgres postgres, List<Connection> taken) {
        while (taken.size() < CONNECTIONS) {
            try {
                taken.add(postgres.connect());
            } catch (SQLException e) {
                return String.valueOf(e.getSQLState());
            }
        }
        return "nothing";
    }

    private static void closeAll(List<Connection> connections) {
        for (Connection each : connections) {
            try {
                each.close();
            } catch (SQLException e) {
                // It is gone in any case.
            }
        }
    }

    static Step lockTable(int index, Random random) {
        int ms = LEAST_LOCK_MS + random.nextInt(MOST_LOCK_MS - LEAST_LOCK_MS);
        String table = random.nextBoolean() ? "tracker.execution_event" : "tracker.task";
        return step(random, table + " is locked for " + ms + " ms", stage -> {
            try (Connection connection = stage.postgres().connect()) {
                connection.setAutoCommit(false);
                try (Statement statement = connection.createStatement()) {
                    statement.execute("LOCK TABLE " + table);
                }
                Thread.sleep(ms);
                long waiting = number(
                        stage.postgres(),
                        "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND " + SINKS);
                connection.rollback();
                stage.healed();
                if (waiting == 0) {
                    throw new NoEffectException("no sink waited for the lock");
                }
                return waiting + " sessions waited";
            } catch (SQLException e) {
                throw new BenchException("nothing could be locked: " + e.getMessage(), e);
            }
        });
    }

    private static long number(Postgres postgres, String sql) {
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getLong(1) : 0;
        } catch (SQLException e) {
            throw new BenchException("PostgreSQL can't be asked: " + e.getMessage(), e);
        }
    }

    private static Step step(Random random, String fault, Step.Injection injection) {
        return new Step(random.nextInt(MOST_PAUSE_MS), fault, injection);
    }

    private DatabaseFaults() {}
}
