package dev.tracker.cli.hook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tracker.formats.TraceSink;
import dev.tracker.formats.support.Deed;
import dev.tracker.formats.support.Fields;
import dev.tracker.formats.support.SessionEvents;
import dev.tracker.formats.support.Source;
import dev.tracker.formats.support.TaskIdentity;
import dev.tracker.formats.support.TodoList;
import dev.tracker.formats.support.ToolUse;
import dev.tracker.formats.support.WireText;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.Outcome;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the hooks of Claude Code say, as events. The names of hooks and fields are those of its hooks reference (code.claude.com/docs/en/hooks); none of them is
 * relied on to be there. The same session and the same inputs give the same events.
 */
final class ClaudeHooks {

    /** Names events apart from those of the session's file: hooks know other things. */
    static final String SOURCE = "claude-code-hook";

    private static final int TEXT_LENGTH = 200;
    private static final String MAIN = "";

    private final HookSession session;
    private final boolean isBesideWatch;
    private final List<ExecutionEvent> events = new ArrayList<>();
    private boolean unknown;

    /** @param isBesideWatch whether somebody else reports what the session's file tells: then only what it does not tell is reported */
    ClaudeHooks(HookSession session, boolean isBesideWatch) {
        this.session = session;
        this.isBesideWatch = isBesideWatch;
    }

    /** The events so far. */
    List<ExecutionEvent> events() {
        return events;
    }

    /**
     * Takes one input.
     *
     * @param name names it for ever
     * @param at when it came
     * @return whether the hook is one that is known here; of others it is only said that the session is alive
     */
    boolean accept(HookInput input, String name, Instant at) {
        unknown = false;
        String agentId = input.text("agent_id");
        Turn turn = new Turn(input, new Source(name, at), agentId == null || isBesideWatch ? MAIN : agentId);
        turn.take();
        return !unknown;
    }

    /** One input on its way to its task. */
    private final class Turn {

        private final HookInput input;
        private final Source at;
        private final String agentId;
        private final HookTask task;

        Turn(HookInput input, Source at, String agentId) {
            this.input = input;
            this.at = at;
            this.agentId = agentId;
            this.task = session.task(agentId);
        }

        void take() {
            if (session.project.isEmpty()) {
                session.project = lastName(input.text("cwd"));
            }
            switch (input.event()) {
                case "SessionStart" -> sessionStart();
                case "UserPromptSubmit" -> prompt();
                case "PreToolUse" -> toolBegins();
                case "PostToolUse" -> toolEnded(!saysFailure(input.fields().path("tool_response")), null);
                case "PostToolUseFailure" -> toolEnded(false, input.text("error"));
                case "PermissionRequest" -> waits("Waits for permission: " + deed().action() + " " + target());
                case "Notification" -> notification();
                case "Stop" -> turnEnded();
                case "StopFailure" -> turnFailed();
                case "SubagentStart" -> started();
                case "SubagentStop" -> subagentEnded();
                case "PreCompact" -> says("Conversation is being compacted");
                case "SessionEnd" -> sessionEnded();
                default -> {
                    unknown = true;
                    alive(0);
                }
            }
        }

        private void sessionStart() {
            if (task.ended) {
                task.reopen();
            }
            if (task.started) {
                says("Session goes on (" + Fields.text(input.fields(), "source", "start") + ")");
            }
            started();
        }

        private void prompt() {
            if (task.ended) {
                task.reopen();
            }
            String line = WireText.firstLine(input.text("prompt"), TEXT_LENGTH);
            task.waiting = false;
            task.failed = false;
            if (line == null || isBesideWatch) {
                alive(0);
            } else if (task.titled) {
                says("Prompt: " + line);
            } else {
                task.titled = true;
                task.started = true;
                emit(out -> out.start(at.part("title"), line));
            }
        }

        private void toolBegins() {
            String id = input.text("tool_use_id");
            Instant time = at.time();
            if (id != null && time != null) {
                task.began(id, time.toEpochMilli());
            }
            String tool = Fields.text(input.fields(), "tool_name", "");
            if (tool.equals("AskUserQuestion")) {
                waits("Asks the user");
            } else if (tool.equals("ExitPlanMode")) {
                waits("Waits for approval of its plan");
            } else {
                task.waiting = false;
                // A command that says how long it may take is not stalled while it does.
                alive(Fields.count(arguments(), "timeout"));
            }
        }

        private void toolEnded(boolean success, @Nullable String error) {
            task.waiting = false;
            if (isBesideWatch) {
                alive(0);
                return;
            }
            started();
            String id = input.text("tool_use_id");
            boolean interrupted = input.fields().path("is_interrupt").asBoolean(false);
            String message = interrupted
                    ? deed().action() + " was interrupted by the user"
                    : error == null ? null : deed().action() + " failed: " + WireText.firstLine(error, TEXT_LENGTH);
            long duration = duration(id == null ? null : task.calls.remove(id));
            emit(out -> out.action(at, deed(), success, duration, message));
            JsonNode todos = arguments().path("todos");
            if (success && todos.isArray()) {
                criteria(todos);
            }
        }

        private long duration(@Nullable Long beganMillis) {
            if (input.fields().path("duration_ms").isNumber()) {
                return Fields.count(input.fields(), "duration_ms");
            }
            Instant now = at.time();
            return beganMillis == null || now == null ? -1 : Math.max(-1, now.toEpochMilli() - beganMillis);
        }

        /** The list as it was known is told to nobody, the new one then tells what has changed. */
        private void criteria(JsonNode todos) {
            TodoList list = new TodoList();
            ArrayNode known = JsonNodeFactory.instance.arrayNode();
            task.todos
                    .values()
                    .forEach(todo -> known.addObject()
                            .put("content", todo.text)
                            .put("status", todo.done ? "completed" : "pending"));
            list.replace(known, at, new SessionEvents(identity(), new Silent(event -> {})));
            int before = events.size();
            emit(out -> list.replace(todos, at, out));
            for (ExecutionEvent event : events.subList(before, events.size())) {
                if (event instanceof ExecutionEvent.Criterion criterion) {
                    HookTask.Todo todo = new HookTask.Todo();
                    todo.text = String.valueOf(criterion.text());
                    todo.done = criterion.verified();
                    task.todos.put(criterion.index(), todo);
                }
            }
        }

        private void notification() {
            String message = WireText.firstLine(input.text("message"), TEXT_LENGTH);
            String type = Fields.text(input.fields(), "notification_type", "");
            String text = message == null ? "Notification" : message;
            if (type.equals("auth_success")) {
                says(text);
            } else if (!type.equals("idle_prompt") || !task.waiting) {
                waits(text);
            } else {
                alive(0);
            }
        }

        private void turnEnded() {
            waits("Turn ended");
        }

        private void turnFailed() {
            task.failed = true;
            String error = Fields.firstText(input.fields(), "error", "error_type", "error_message");
            if (isBesideWatch) {
                alive(0);
            } else {
                started();
                emit(out -> out.error(at, error == null ? "API error" : "API error: " + error, false));
            }
        }

        private void subagentEnded() {
            if (agentId.equals(MAIN)) {
                says("A sub-agent ended");
            } else if (!task.ended) {
                started();
                task.ended = true;
                String last = WireText.firstLine(input.text("last_assistant_message"), TEXT_LENGTH);
                emit(out -> out.complete(at, Outcome.SUCCESS, last));
            }
        }

        /** What was done by then was success if the turn had ended, as far as the agent says; who leaves in the middle calls it off. */
        private void sessionEnded() {
            String reason = "Session ended (" + Fields.text(input.fields(), "reason", "other") + ")";
            if (isBesideWatch) {
                waits(reason);
                return;
            }
            session.tasks.forEach((agent, each) -> {
                if (!each.ended && !agent.equals(MAIN)) {
                    each.ended = true;
                    new Turn(input, at, agent).emit(out -> out.complete(at, Outcome.CANCELLED, reason));
                }
            });
            if (!task.ended) {
                started();
                task.ended = true;
                Outcome outcome = task.failed ? Outcome.FAILED : task.waiting ? Outcome.SUCCESS : Outcome.CANCELLED;
                emit(out -> out.complete(at, outcome, reason));
            }
        }

        private void says(String message) {
            started();
            if (isBesideWatch) {
                emit(out -> out.heartbeat(at, 0));
            } else {
                emit(out -> out.log(at, message));
            }
        }

        private void waits(String message) {
            started();
            task.waiting = true;
            emit(out -> out.waiting(at, message));
        }

        private void alive(long expectedSilenceMs) {
            started();
            emit(out -> out.heartbeat(at, expectedSilenceMs));
        }

        private void started() {
            if (!task.started) {
                task.started = true;
                String title = agentId.equals(MAIN) ? null : input.text("agent_type");
                emit(out -> out.start(at.part("start"), title));
            }
        }

        private void emit(Consumer<SessionEvents> what) {
            SessionEvents out = new SessionEvents(identity(), new Silent(events::add), task.attempt, task.nextSeq);
            what.accept(out);
            task.nextSeq = out.nextSeq();
        }

        private TaskIdentity identity() {
            boolean isMain = agentId.equals(MAIN);
            return new TaskIdentity(
                    SOURCE,
                    isMain ? session.sessionId : session.sessionId + "/" + agentId,
                    session.project,
                    isMain ? null : session.sessionId,
                    SOURCE + "/" + session.nonce);
        }

        private JsonNode arguments() {
            return input.fields().path("tool_input");
        }

        private Deed deed() {
            String tool = Fields.text(input.fields(), "tool_name", "tool");
            Deed deed = ToolUse.of(tool, arguments());
            boolean isNew = Fields.text(input.fields().path("tool_response"), "type", "")
                    .equals("create");
            return isNew && deed.action().equals(Deed.WRITE) ? deed.as(Deed.CREATE) : deed;
        }

        private String target() {
            String target = WireText.firstLine(deed().target(), TEXT_LENGTH);
            return target == null ? "" : target;
        }
    }

    /** Older versions tell failures by the answer itself. */
    private static boolean saysFailure(JsonNode response) {
        JsonNode success = response.path("success");
        return response.path("is_error").asBoolean(false) || (success.isBoolean() && !success.booleanValue());
    }

    private static String lastName(@Nullable String path) {
        if (path == null) {
            return "";
        }
        String[] names = path.strip().split("[/\\\\]+");
        return names.length == 0 ? "" : names[names.length - 1].strip();
    }

    /** Events come from memory here: there is no file that could be unreadable. */
    private record Silent(Consumer<ExecutionEvent> receiver) implements TraceSink {

        @Override
        public void event(ExecutionEvent event) {
            receiver.accept(event);
        }

        @Override
        public void unreadable(Path file, long line, String reason) {
            throw new IllegalStateException(reason);
        }
    }
}
