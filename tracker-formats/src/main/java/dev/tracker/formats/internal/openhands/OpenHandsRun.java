package dev.tracker.formats.internal.openhands;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.formats.TraceSink;
import dev.tracker.formats.support.Deed;
import dev.tracker.formats.support.Fields;
import dev.tracker.formats.support.SessionEvents;
import dev.tracker.formats.support.Source;
import dev.tracker.formats.support.TaskIdentity;
import dev.tracker.formats.support.TodoList;
import dev.tracker.formats.support.WireText;
import dev.tracker.schemas.Outcome;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One run while its events are read, first to last: actions, and the observations that answer them. */
final class OpenHandsRun {

    private static final int TITLE_LENGTH = 200;

    private record Open(Source at, Deed deed) {}

    private final SessionEvents out;
    private final OpenHandsActions actions = new OpenHandsActions();
    private final OpenHandsBill bill = new OpenHandsBill();
    private final TodoList todos = new TodoList();
    private final Map<String, Open> open = new HashMap<>();
    private final Set<String> responses = new HashSet<>();
    private @Nullable Instant firstTime;
    private boolean started;
    private boolean ended;

    OpenHandsRun(String format, String taskId, String project, TraceSink sink) {
        this.out = new SessionEvents(new TaskIdentity(format, taskId, project, null, format), sink);
    }

    void event(int index, JsonNode event) {
        Source at = new Source("event-" + index, time(event));
        String source = Fields.text(event, "source", "");
        String action = Fields.text(event, "action");
        String content = Fields.text(event.path("args"), "content");
        if (firstTime == null) {
            firstTime = at.time();
        }
        if (source.equals("user") && "message".equals(action)) {
            prompt(at, WireText.firstLine(content, TITLE_LENGTH));
        }
        if (action != null && source.equals("agent")) {
            action(at, action, event);
        } else if (event.has("observation")) {
            observation(at, event);
        }
    }

    private void action(Source at, String action, JsonNode event) {
        if (OpenHandsActions.isBookkeeping(action)) {
            return;
        }
        start(at, null);
        String response = Fields.text(event.path("tool_call_metadata").path("model_response"), "id", at.identity());
        if (responses.add(response)) {
            out.iteration(at, responses.size());
        }
        bill.grow(event.path("llm_metrics"), at, out);
        JsonNode args = event.path("args");
        switch (action) {
            case "finish" -> finish(at, args);
            case "reject" -> end(at, Outcome.FAILED, "Rejected the task");
            case "message" -> {
                if (args.path("wait_for_response").asBoolean(false)) {
                    out.waiting(at, "Turn ended");
                }
            }
            case "think" -> {
                // Nothing was done.
            }
            default -> open.put(id(event, at), new Open(at, actions.deed(action, args)));
        }
        if (args.path("task_list").isArray()) {
            todos.replace(args.path("task_list"), at, out);
        }
    }

    /** The first prompt, before which only the scene is set, is what the task is about. */
    private void prompt(Source at, @Nullable String line) {
        if (!started) {
            start(at, line);
        } else if (line != null) {
            out.log(at, "Prompt: " + line);
        }
    }

    private void start(Source at, @Nullable String title) {
        if (!started) {
            started = true;
            out.start(new Source("start", firstTime == null ? at.time() : firstTime), title);
        }
    }

    private void observation(Source at, JsonNode event) {
        Open call = open.remove(event.path("cause").asText());
        String observation = Fields.text(event, "observation", "");
        JsonNode extras = event.path("extras");
        if (call != null) {
            Boolean success = OpenHandsActions.success(observation, event);
            long duration = Fields.millisBetween(call.at().time(), at.time());
            out.action(at, actions.done(call.deed(), Boolean.TRUE.equals(success)), success, duration, null);
        } else if (observation.equals("error")) {
            start(at, null);
            out.error(at, Fields.text(event, "content", "error without a text"), false);
        } else if (observation.equals("agent_state_changed")) {
            state(at, Fields.text(extras, "agent_state", ""), Fields.text(extras, "reason"));
        }
    }

    private void state(Source at, String state, @Nullable String reason) {
        if (!started) {
            return;
        }
        switch (state) {
            case "error" -> out.error(at, reason == null ? "the agent failed" : reason, false);
            case "rate_limited" -> out.error(at, reason == null ? "rate limited" : reason, true);
            case "awaiting_user_input", "awaiting_user_confirmation" -> out.waiting(at, "Waits for the user");
            case "paused" -> out.waiting(at, "Paused by the user");
            default -> {
                // It goes on, or it tells its end itself.
            }
        }
    }

    private void finish(Source at, JsonNode args) {
        boolean isFailed = args.path("task_completed").asText().equals("false");
        end(at, isFailed ? Outcome.FAILED : Outcome.SUCCESS, "Finished, as the agent claims");
    }

    /** In a conversation the agent may finish again and again; its first claim counts. */
    private void end(Source at, Outcome outcome, String message) {
        if (!ended) {
            ended = true;
            out.complete(at, outcome, message);
        }
    }

    private static String id(JsonNode event, Source at) {
        JsonNode id = event.path("id");
        return id.isValueNode() ? id.asText() : at.identity();
    }

    /** Times have no zone; they are taken as UTC. */
    private static @Nullable Instant time(JsonNode event) {
        Instant time = Fields.time(event, "timestamp");
        String text = Fields.text(event, "timestamp");
        if (time != null || text == null) {
            return time;
        }
        try {
            return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
