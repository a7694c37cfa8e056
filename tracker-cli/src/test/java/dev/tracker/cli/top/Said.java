package dev.tracker.cli.top;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracker.cli.live.LineState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Messages as the dashboard sends them, and a model that has heard them. */
final class Said {

    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final long NANOS = TimeUnit.SECONDS.toNanos(1000);
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** A task at work: 45 %, 3 of 7 criteria, 12 of 40 iterations, 0.1234 of 1 dollar, started an hour ago, heard 12 seconds ago. */
    static ObjectNode row(String taskId) {
        ObjectNode row = (ObjectNode) json("""
                {"taskId":"","projectId":"shop","agentId":"agent-1","parentTaskId":null,"title":"Mend the login","status":"in_progress",
                "liveness":"running","attempt":1,"iteration":12,"maxIterations":40,"progress":45.4,"criteriaVerified":3,"criteriaTotal":7,
                "cost":0.1234,"costKnown":true,"maxCost":1,"overBudget":false,"model":null,"files":2,"errors":0,"missing":0,"subtasks":0,
                "lastLog":"edit src/Login.java","startedAt":"2026-03-01T11:00:00Z","completedAt":null,"lastHeardAt":"2026-03-01T11:59:48Z",
                "lastAdvancedAt":"2026-03-01T11:59:48Z","allowanceMs":300000,"waiting":false,"version":7}""");
        return row.put("taskId", taskId);
    }

    /** The same in full, with criteria, files and log. */
    static ObjectNode full(String taskId) {
        ObjectNode task = row(taskId);
        task.setAll((ObjectNode) json("""
                {"applied":9,"duplicates":1,"late":0,"fenced":0,"rejected":0,"actions":4,"failedActions":1,"transientErrors":0,
                "inputTokens":5200,"outputTokens":640,"cacheReadTokens":0,"cacheWriteTokens":0,"unlistedFiles":0,
                "criteria":[{"index":0,"text":"compiles","verified":true,"evidence":"ci"},{"index":1,"text":null,"verified":false,"evidence":null}],
                "files":[{"path":"src/Login.java","created":false}],
                "log":[{"at":"2026-03-01T11:59:48Z","message":"edit src/Login.java"}]}"""));
        return task;
    }

    static JsonNode snapshot(String view, int offset, long total, List<? extends JsonNode> rows) {
        ObjectNode message = MAPPER.createObjectNode();
        message.put("type", "snapshot").put("sub", view).put("offset", offset).put("total", total);
        message.putArray("rows").addAll(rows);
        message.putObject("facets")
                .putArray("project")
                .addObject()
                .put("value", "shop")
                .put("count", total);
        return message;
    }

    static JsonNode heartbeat(Instant now, boolean fresh) {
        ObjectNode message = MAPPER.createObjectNode();
        return message.put("type", "heartbeat")
                .put("now", now.toString())
                .put("caughtUp", true)
                .put("fresh", fresh)
                .put("judgedAt", (fresh ? now : NOW).toString())
                .put("confirmedAt", now.minusMillis(300).toString())
                .put("everyMs", 5000);
    }

    static JsonNode fleet() {
        return json("""
                {"type":"document","sub":"fleet","data":{"tasks":1234,"byStatus":{"pending":0,"in_progress":26,"complete":1100,"failed":100,
                "cancelled":8},"byLiveness":{"running":20,"waiting":3,"stalled":2,"lost":1,"ended":1208},"cost":12.34,"costPerMinute":0.12,
                "overBudget":2,"errors":17,"eventsPerSecond":312.4,"changesPerSecond":45,"lagMs":{"p50":12,"p99":40,"max":60},
                "freshness":{"caughtUp":true,"fresh":true,"confirmedAt":"2026-03-01T11:59:59.700Z","judgedAt":"2026-03-01T12:00:00Z"},
                "now":"2026-03-01T12:00:00Z","deadLetters":3}}""");
    }

    static List<JsonNode> rows(int from, int count) {
        List<JsonNode> rows = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            rows.add(row("task-" + i));
        }
        return rows;
    }

    /** Live, with the given rows out of so many, on a page of 20. */
    static TopModel model(long total, List<? extends JsonNode> rows) {
        TopModel model = new TopModel(TopQuery.DEFAULT);
        model.url = "http://127.0.0.1:8765";
        model.pageRows = 20;
        model.accept(heartbeat(NOW, true), NANOS);
        model.accept(fleet(), NANOS);
        model.accept(snapshot(TopModel.LIST_VIEW, 0, total, rows), NANOS);
        model.tick(up(), NANOS);
        return model;
    }

    static LineState up() {
        return new LineState(true, NANOS, null, false);
    }

    static LineState down(long sinceNanos) {
        return new LineState(false, sinceNanos, "nothing answers", false);
    }

    static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private Said() {}
}
