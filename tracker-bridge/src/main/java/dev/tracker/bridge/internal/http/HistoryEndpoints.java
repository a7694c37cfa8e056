package dev.tracker.bridge.internal.http;

import dev.tracker.bridge.internal.history.Page;
import dev.tracker.bridge.internal.history.TaskHistory;
import dev.tracker.bridge.internal.history.UnavailableException;
import dev.tracker.bridge.internal.query.BadQueryException;
import dev.tracker.bridge.internal.query.Parameters;
import dev.tracker.bridge.internal.view.TaskRow;
import dev.tracker.bridge.internal.view.TopicReader;
import dev.tracker.schemas.LogEntry;
import dev.tracker.schemas.TaskProgress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What has happened, from the database; where that is not to be had, the little that memory still knows, and marked as such. */
final class HistoryEndpoints {

    private static final List<String> NAMES = List.of("limit", "cursor");
    private static final int MAX_LIMIT = 1_000;
    private static final int DEFAULT_LIMIT = 200;

    private final TopicReader reader;
    private final @Nullable TaskHistory history;

    HistoryEndpoints(TopicReader reader, @Nullable TaskHistory history) {
        this.reader = reader;
        this.history = history;
    }

    @FunctionalInterface
    private interface Question {

        Page ask(TaskHistory history, String taskId, long after, int limit) throws UnavailableException;
    }

    @FunctionalInterface
    private interface Memory {

        List<Map<String, @Nullable Object>> entries(TaskProgress task);
    }

    void timeline(Exchange exchange) {
        answer(exchange, TaskHistory::timeline, HistoryEndpoints::logTail);
    }

    void history(Exchange exchange) {
        answer(exchange, TaskHistory::history, HistoryEndpoints::present);
    }

    private void answer(Exchange exchange, Question question, Memory memory) {
        Parameters parameters = Queries.parameters(exchange.request(), NAMES);
        int limit = parameters.number("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
        long after = after(parameters.single("cursor"));
        TaskRow row = TaskEndpoints.find(reader, exchange);
        String reason = "no database is configured";
        if (history != null) {
            try {
                Page page = question.ask(history, row.task.taskId, after, limit);
                String next = page.next() == null ? null : page.next().toString();
                exchange.taggedJson(form("postgresql", null, next, page.entries()));
                return;
            } catch (UnavailableException e) {
                reason = String.valueOf(e.getMessage());
            }
        }
        exchange.taggedJson(form("memory", reason, null, memory.entries(row.task.decoded())));
    }

    private static long after(@Nullable String cursor) {
        if (cursor == null) {
            return -1;
        }
        try {
            long version = Long.parseLong(cursor);
            if (version >= 0) {
                return version;
            }
        } catch (NumberFormatException e) {
            // Refused below.
        }
        throw new BadQueryException("The cursor is none that this server gave.");
    }

    private static Map<String, @Nullable Object> form(
            String source,
            @Nullable String reason,
            @Nullable String next,
            List<Map<String, @Nullable Object>> entries) {
        Map<String, @Nullable Object> form = new LinkedHashMap<>();
        form.put("source", source);
        form.put("complete", reason == null);
        form.put("reason", reason);
        form.put("entries", entries);
        form.put("next", next);
        return form;
    }

    private static List<Map<String, @Nullable Object>> logTail(TaskProgress task) {
        List<Map<String, @Nullable Object>> entries = new ArrayList<>();
        for (LogEntry line : task.logs()) {
            Map<String, @Nullable Object> entry = new LinkedHashMap<>();
            entry.put("version", null);
            entry.put("at", line.at().toString());
            entry.put("type", null);
            entry.put("text", line.message());
            entry.put("attempt", null);
            entry.put("agentId", null);
            entries.add(entry);
        }
        return entries;
    }

    private static List<Map<String, @Nullable Object>> present(TaskProgress task) {
        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
        entry.put("version", task.version());
        entry.put("at", task.position().appendedAt().toString());
        entry.put("status", task.status().wireName());
        entry.put("attempt", task.attempt());
        entry.put("iteration", task.iteration());
        entry.put("progress", task.percent());
        entry.put("criteriaVerified", task.criteria().verified());
        entry.put("criteriaTotal", task.criteria().total());
        entry.put("cost", task.cost().usd().toBigDecimal());
        entry.put("costKnown", task.cost().usdKnown());
        entry.put("inputTokens", task.cost().tokens().input());
        entry.put("outputTokens", task.cost().tokens().output());
        entry.put("actions", task.counters().actions());
        entry.put("failedActions", task.counters().failedActions());
        entry.put("errors", task.counters().errors());
        List<Map<String, @Nullable Object>> entries = new ArrayList<>();
        entries.add(entry);
        return entries;
    }
}
