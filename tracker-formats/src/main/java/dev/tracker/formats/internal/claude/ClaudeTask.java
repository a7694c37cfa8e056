package dev.tracker.formats.internal.claude;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.formats.internal.claude.ToolResults.ToolResult;
import dev.tracker.formats.support.Deed;
import dev.tracker.formats.support.Fields;
import dev.tracker.formats.support.SessionEvents;
import dev.tracker.formats.support.Source;
import dev.tracker.formats.support.TodoList;
import dev.tracker.schemas.TokenCounts;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a session and a sub-agent have in common: answers of the model, calls of tools and their results. */
final class ClaudeTask {

    private static final String SYNTHETIC = "<synthetic>";

    private final SessionEvents out;
    private final TodoList todos = new TodoList();
    private final Map<String, TokenCounts> billed = new HashMap<>();
    private final Map<String, ToolCall> calls = new HashMap<>();
    private final Set<String> answered = new HashSet<>();

    ClaudeTask(SessionEvents out) {
        this.out = out;
    }

    SessionEvents out() {
        return out;
    }

    /** Whether the program, not the model, wrote the message. */
    static boolean isSynthetic(JsonNode message) {
        return Fields.text(message, "model", "").equals(SYNTHETIC);
    }

    /** Whether the record is a failed call of the model's API, shown to the user as an answer. */
    static boolean isApiError(JsonNode record) {
        return record.path("isApiErrorMessage").asBoolean(false);
    }

    /** The call of that id while it has no result yet. */
    @Nullable
    ToolCall call(String toolUseId) {
        return calls.get(toolUseId);
    }

    /** One line of an answer. An answer comes in several, which share its id and repeat its usage, sometimes grown. */
    void assistant(Source at, JsonNode message) {
        String id = Fields.text(message, "id", at.identity());
        TokenCounts before = billed.get(id);
        TokenCounts usage = usage(message.path("usage"));
        if (before == null) {
            billed.put(id, TokenCounts.ZERO);
            out.iteration(new Source(id, at.time()), billed.size());
        }
        bill(at.part(id), id, before == null ? TokenCounts.ZERO : before, usage, Fields.text(message, "model"));
        for (JsonNode block : message.path("content")) {
            String toolUseId = Fields.text(block, "id");
            String tool = Fields.text(block, "name");
            if (toolUseId != null && tool != null) {
                calls.putIfAbsent(toolUseId, new ToolCall(toolUseId, tool, block.path("input"), at.time()));
            }
        }
    }

    void results(Source at, JsonNode record) {
        for (ToolResult result : ToolResults.of(record)) {
            if (answered.add(result.toolUseId())) {
                result(new Source(result.toolUseId(), at.time()), result);
            }
        }
    }

    private void result(Source at, ToolResult result) {
        ToolCall call = calls.remove(result.toolUseId());
        long duration = call == null ? -1 : Fields.millisBetween(call.time(), at.time());
        Deed deed = FileResults.refine(call == null ? null : call.deed(), result.details());
        String remark = result.isRefusal() ? deed.action() + " was refused by the user" : null;
        out.action(at, deed, !result.isError(), duration, remark);
        if (call != null && !result.isError() && call.input().path("todos").isArray()) {
            todos.replace(call.input().path("todos"), at, out);
        }
    }

    /** Tells by how much an answer's usage has grown: its largest figures are its true ones. */
    private void bill(Source at, String id, TokenCounts before, TokenCounts now, @Nullable String model) {
        TokenCounts most = new TokenCounts(
                Math.max(before.input(), now.input()),
                Math.max(before.output(), now.output()),
                Math.max(before.cacheRead(), now.cacheRead()),
                Math.max(before.cacheWrite(), now.cacheWrite()));
        if (most.equals(before)) {
            return;
        }
        billed.put(id, most);
        TokenCounts grown = new TokenCounts(
                most.input() - before.input(),
                most.output() - before.output(),
                most.cacheRead() - before.cacheRead(),
                most.cacheWrite() - before.cacheWrite());
        out.cost(at, null, grown, model);
    }

    private static TokenCounts usage(JsonNode usage) {
        return new TokenCounts(
                Fields.count(usage, "input_tokens"),
                Fields.count(usage, "output_tokens"),
                Fields.count(usage, "cache_read_input_tokens"),
                Fields.count(usage, "cache_creation_input_tokens"));
    }
}
