package dev.tracker.formats.internal.opencode;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.formats.support.Fields;
import dev.tracker.formats.support.SessionEvents;
import dev.tracker.formats.support.Source;
import dev.tracker.formats.support.TodoList;
import dev.tracker.formats.support.ToolUse;
import dev.tracker.schemas.TokenCounts;
import dev.tracker.schemas.Usd;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parts of the model's messages: steps, each an answer of the model with what it cost, and calls of tools with their results. */
final class OpenCodeParts {

    private static final Set<String> UNFINISHED = Set.of("pending", "running");

    private final SessionEvents out;
    private final TodoList todos = new TodoList();
    private int iterations;

    OpenCodeParts(SessionEvents out) {
        this.out = out;
    }

    /** False if the message is not finished: the rest of it is told by a later state. */
    boolean tell(Source message, JsonNode node, boolean isLast) {
        String model = Fields.text(node.path("info"), "modelID");
        JsonNode parts = node.path("parts");
        for (int i = 0; i < parts.size(); i++) {
            JsonNode part = parts.path(i);
            Source at = message.part(Fields.text(part, "id", "part-" + i));
            switch (Fields.text(part, "type", "")) {
                case "step-start" -> out.iteration(at, ++iterations);
                case "step-finish" -> bill(at, part, model);
                case "tool" -> {
                    if (isLast && UNFINISHED.contains(Fields.text(part.path("state"), "status", ""))) {
                        return false;
                    }
                    call(at, part);
                }
                default -> {
                    // What was said, thought, or kept for undoing it.
                }
            }
        }
        return true;
    }

    private void bill(Source at, JsonNode part, @Nullable String model) {
        JsonNode tokens = part.path("tokens");
        TokenCounts counts = new TokenCounts(
                Fields.count(tokens, "input"),
                Fields.count(tokens, "output") + Fields.count(tokens, "reasoning"),
                Fields.count(tokens.path("cache"), "read"),
                Fields.count(tokens.path("cache"), "write"));
        Usd usd = Fields.usd(part, "cost");
        // A price of 0 stands for one that is not known, as with subscriptions.
        Usd known = usd == null || usd.equals(Usd.ZERO) ? null : usd;
        if (known != null || counts.total() > 0) {
            out.cost(at, known, counts, model);
        }
    }

    private void call(Source at, JsonNode part) {
        JsonNode state = part.path("state");
        Instant start = Fields.time(state.path("time"), "start");
        Instant end = Fields.time(state.path("time"), "end");
        Source done = new Source(at.identity(), end == null ? at.time() : end);
        Boolean success = success(state);
        JsonNode input = state.path("input");
        out.action(
                done,
                ToolUse.of(Fields.text(part, "tool", "tool"), input),
                success,
                Fields.millisBetween(start, end),
                null);
        if (input.path("todos").isArray() && !Boolean.FALSE.equals(success)) {
            todos.replace(input.path("todos"), done, out);
        }
    }

    /** The status speaks of the call; how a command ended stands beside it. */
    private static @Nullable Boolean success(JsonNode state) {
        JsonNode exit = state.path("metadata").path("exit");
        return switch (Fields.text(state, "status", "")) {
            case "completed" -> !exit.isNumber() || exit.intValue() == 0;
            case "error" -> false;
            default -> null;
        };
    }
}
