package dev.tracker.cli.replay.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.cli.replay.TraceSink;
import dev.tracker.cli.replay.support.Fields;
import dev.tracker.cli.replay.support.SessionEvents;
import dev.tracker.cli.replay.support.Source;
import dev.tracker.cli.replay.support.TaskIdentity;
import dev.tracker.cli.replay.support.TodoList;
import dev.tracker.cli.replay.support.WireText;
import dev.tracker.schemas.TokenCounts;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One session while its messages are read, first to last. */
final class GeminiSession {

    private static final int TITLE_LENGTH = 200;
    private static final Set<String> UNFINISHED =
            Set.of("validating", "scheduled", "executing", "awaiting_approval", "pending", "running");

    private final SessionEvents out;
    private final TodoList todos = new TodoList();
    private final @Nullable Instant startTime;
    private boolean started;
    private int iterations;

    GeminiSession(String format, String sessionId, JsonNode document, TraceSink sink) {
        String project = Fields.text(document, "projectHash", "");
        this.out = new SessionEvents(new TaskIdentity(format, sessionId, project, null, format), sink);
        this.startTime = Fields.time(document, "startTime");
    }

    /** {@code isLast}: nothing follows yet, so what is unfinished in it may still be finished by a later state of the document. */
    void message(String id, JsonNode message, boolean isLast) {
        Instant time = Fields.time(message, "timestamp");
        Source at = new Source(id, time);
        String type = Fields.text(message, "type", "");
        String content = Fields.content(message.path("content"));
        boolean isPrompt = type.equals("user");
        boolean isFirst = !started;
        if (isFirst) {
            started = true;
            String title = isPrompt ? WireText.firstLine(content, TITLE_LENGTH) : null;
            out.start(new Source("start", startTime == null ? time : startTime), title);
        }
        switch (type) {
            case "gemini" -> answer(at, message, isLast);
            case "error" -> out.error(at, content == null ? "error without a text" : content, false);
            case "user" -> {
                String prompt = WireText.firstLine(content, TITLE_LENGTH);
                if (!isFirst && prompt != null) {
                    out.log(at, "Prompt: " + prompt);
                }
            }
            default -> {
                if (content != null) {
                    out.log(at, content);
                }
            }
        }
    }

    private void answer(Source at, JsonNode message, boolean isLast) {
        out.iteration(at, ++iterations);
        TokenCounts tokens = tokens(message.path("tokens"));
        if (tokens.total() > 0) {
            out.cost(at, null, tokens, Fields.text(message, "model"));
        }
        JsonNode calls = message.path("toolCalls");
        for (int i = 0; i < calls.size(); i++) {
            JsonNode call = calls.path(i);
            if (isLast && UNFINISHED.contains(Fields.text(call, "status", ""))) {
                return;
            }
            Instant end = Fields.time(call, "timestamp");
            String identity = at.identity() + "/" + Fields.text(call, "id", "call-" + i);
            action(new Source(identity, end == null ? at.time() : end), new GeminiToolCall(call));
        }
    }

    private void action(Source at, GeminiToolCall call) {
        out.action(at, call.deed(), call.success(), -1, call.remark());
        if (call.todos().isArray() && Boolean.TRUE.equals(call.success())) {
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
