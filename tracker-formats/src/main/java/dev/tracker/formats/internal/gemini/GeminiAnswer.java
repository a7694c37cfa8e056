package dev.tracker.formats.internal.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.formats.support.Fields;
import dev.tracker.formats.support.SessionEvents;
import dev.tracker.formats.support.Source;
import dev.tracker.formats.support.TodoList;
import dev.tracker.schemas.TokenCounts;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An answer of the model, whose tools may still be at work when it is read first. Calls are told in their order, each once it has ended; those
 * that had not when the next message came never will.
 */
final class GeminiAnswer {

    private static final Set<String> UNFINISHED =
            Set.of("validating", "scheduled", "executing", "awaiting_approval", "pending", "running");

    private record Call(Source at, GeminiToolCall call) {}

    private final String id;
    private final SessionEvents out;
    private final TodoList todos;
    private final Map<String, Call> calls = new LinkedHashMap<>();
    private TokenCounts billed = TokenCounts.ZERO;
    private int told;

    GeminiAnswer(String id, SessionEvents out, TodoList todos) {
        this.id = id;
        this.out = out;
        this.todos = todos;
    }

    boolean isOf(String messageId) {
        return id.equals(messageId);
    }

    void update(Source at, JsonNode message) {
        TokenCounts tokens = tokens(message.path("tokens"));
        if (billed.total() == 0 && tokens.total() > 0) {
            billed = tokens;
            out.cost(at, null, tokens, Fields.text(message, "model"));
        }
        JsonNode listed = message.path("toolCalls");
        for (int i = 0; i < listed.size(); i++) {
            JsonNode call = listed.path(i);
            String callId = Fields.text(call, "id", "call-" + i);
            Instant end = Fields.time(call, "timestamp");
            Source callAt = new Source(at.identity() + "/" + callId, end == null ? at.time() : end);
            calls.put(callId, new Call(callAt, new GeminiToolCall(call)));
        }
        tell(false);
    }

    /** Nothing more will come: what has not ended by now is told as it is. */
    void close() {
        tell(true);
    }

    private void tell(boolean isLast) {
        for (Call call : calls.values().stream().skip(told).toList()) {
            if (!isLast && UNFINISHED.contains(call.call().status())) {
                return;
            }
            told++;
            action(call.at(), call.call());
        }
    }

    private void action(Source at, GeminiToolCall call) {
        @Nullable Boolean success = call.success();
        out.action(at, call.deed(), success, -1, call.remark());
        if (call.todos().isArray() && Boolean.TRUE.equals(success)) {
            todos.replace(call.todos(), at, out);
        }
    }

    /** {@code input} counts cached tokens too; {@code thoughts} are generated; {@code tool} are sent. Together they are the recorded total. */
    private static TokenCounts tokens(JsonNode tokens) {
        long cached = Fields.count(tokens, "cached");
        long input = Math.max(0, Fields.count(tokens, "input") - cached) + Fields.count(tokens, "tool");
        long output = Fields.count(tokens, "output") + Fields.count(tokens, "thoughts");
        return new TokenCounts(input, output, cached, 0);
    }
}
