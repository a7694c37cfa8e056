package dev.tracker.bridge.internal.history;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.tracker.bridge.DatabaseSettings;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads timelines and histories from PostgreSQL, as {@code tracker_bridge}, which may read views and nothing else. At most a few questions at a time, and none
 * that takes long: a slow database must not take the threads that serve what is in memory. Safe for use by many threads.
 */
public final class TaskHistory implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TaskHistory.class);

    private static final int CONNECTIONS = 4;
    private static final long CONNECT_MS = 2_000;
    private static final int STATEMENT_SECONDS = 5;
    private static final String SOCKET_SECONDS = "10";

    private static final String TIMELINE = """
            SELECT version, at, type, text, attempt, agent_id
            FROM tracker.task_timeline
            WHERE task_id = ? AND version > ?
            ORDER BY version
            LIMIT ?
            """;

    private static final String HISTORY = """
            SELECT version, at, status, attempt, iteration, percent, criteria_verified, criteria_total, cost_usd, cost_known,
                input_tokens, output_tokens, actions, failed_actions, errors
            FROM tracker.task_history
            WHERE task_id = ? AND version > ?
            ORDER BY version
            LIMIT ?
            """;

    private final HikariDataSource source;
    private final Semaphore questions = new Semaphore(CONNECTIONS);

    private TaskHistory(HikariDataSource source) {
        this.source = source;
    }

    /** Connects when first asked something: the database may come later, and go. */
    public static TaskHistory of(DatabaseSettings settings) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("bridge");
        config.setJdbcUrl(settings.jdbcUrl());
        config.setUsername(settings.user());
        config.setPassword(settings.password());
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(CONNECT_MS);
        config.setInitializationFailTimeout(-1);
        config.setReadOnly(true);
        config.setConnectionInitSql("SET ROLE tracker_bridge");
        config.addDataSourceProperty("socketTimeout", SOCKET_SECONDS);
        config.addDataSourceProperty("connectTimeout", "2");
        config.addDataSourceProperty("ApplicationName", "tracker-bridge");
        return new TaskHistory(new HikariDataSource(config));
    }

    @FunctionalInterface
    private interface Entry {

        void read(ResultSet row, Map<String, @Nullable Object> entry) throws SQLException;
    }

    /**
     * A task's events behind that version.
     *
     * @throws UnavailableException if the database has no answer now
     */
    public Page timeline(String taskId, long after, int limit) throws UnavailableException {
        return page(TIMELINE, taskId, after, limit, (row, entry) -> {
            entry.put("type", row.getString("type"));
            entry.put("text", row.getString("text"));
            entry.put("attempt", row.getInt("attempt"));
            entry.put("agentId", row.getString("agent_id"));
        });
    }

    /**
     * States that the task was in behind that version: each change of status, criteria or attempt, and at most one a minute besides.
     *
     * @throws UnavailableException if the database has no answer now
     */
    public Page history(String taskId, long after, int limit) throws UnavailableException {
        return page(HISTORY, taskId, after, limit, (row, entry) -> {
            entry.put("status", row.getString("status"));
            entry.put("attempt", row.getInt("attempt"));
            entry.put("iteration", row.getInt("iteration"));
            entry.put("progress", row.getDouble("percent"));
            entry.put("criteriaVerified", row.getInt("criteria_verified"));
            entry.put("criteriaTotal", row.getInt("criteria_total"));
            entry.put("cost", row.getObject("cost_usd", BigDecimal.class));
            entry.put("costKnown", row.getBoolean("cost_known"));
            entry.put("inputTokens", row.getLong("input_tokens"));
            entry.put("outputTokens", row.getLong("output_tokens"));
            entry.put("actions", row.getLong("actions"));
            entry.put("failedActions", row.getLong("failed_actions"));
            entry.put("errors", row.getLong("errors"));
        });
    }

    private Page page(String sql, String taskId, long after, int limit, Entry reader) throws UnavailableException {
        if (!questions.tryAcquire()) {
            throw new UnavailableException("the database is busy; ask again");
        }
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setQueryTimeout(STATEMENT_SECONDS);
            statement.setString(1, taskId);
            statement.setLong(2, after);
            statement.setInt(3, limit + 1);
            List<Map<String, @Nullable Object>> entries = new ArrayList<>();
            Long next = null;
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next() && next == null) {
                    if (entries.size() == limit) {
                        next = (Long) entries.get(limit - 1).get("version");
                    } else {
                        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
                        entry.put("version", rows.getLong("version"));
                        entry.put("at", utc(rows.getObject("at", OffsetDateTime.class)));
                        reader.read(rows, entry);
                        entries.add(entry);
                    }
                }
            }
            return new Page(entries, next);
        } catch (SQLException e) {
            LOG.warn("The database has no answer: {}", e.getMessage());
            throw new UnavailableException("the database does not answer", e);
        } finally {
            questions.release();
        }
    }

    private static String utc(OffsetDateTime time) {
        return time.withOffsetSameInstant(ZoneOffset.UTC).toInstant().toString();
    }

    @Override
    public void close() {
        source.close();
    }
}
