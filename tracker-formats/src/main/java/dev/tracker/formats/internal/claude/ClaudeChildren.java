package dev.tracker.formats.internal.claude;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.formats.TraceSink;
import dev.tracker.formats.internal.claude.ToolResults.ToolResult;
import dev.tracker.formats.support.Fields;
import dev.tracker.formats.support.SessionEvents;
import dev.tracker.formats.support.Source;
import dev.tracker.formats.support.TaskIdentity;
import dev.tracker.formats.support.ToolUse;
import dev.tracker.formats.support.WireText;
import dev.tracker.schemas.Outcome;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The sub-agents of a session, each a task {@code session/agent} below it. Their records come in files of their own beside it or inside the
 * session's, or both; inside only some of them do, so that where there is a file of its own that one counts. What the session itself tells of an
 * agent, its launch and its end, is numbered apart from the agent's own records: it adds to them, from whichever file it is read first.
 */
final class ClaudeChildren {

    private static final int TITLE_LENGTH = 200;
    private static final Pattern NOTIFIED_TASK = Pattern.compile("<task-id>([^<]+)</task-id>");
    private static final Pattern NOTIFIED_STATUS = Pattern.compile("<status>([^<]+)</status>");

    private final String format;
    private final String sessionId;
    private final ClaudeMain main;
    private final SubAgentFiles files;
    private final TraceSink sink;
    private final Set<String> known = new HashSet<>();
    private final Map<String, ClaudeTask> agents = new HashMap<>();
    private final Map<String, String> agentByCall = new HashMap<>();
    private final Set<String> ended = new HashSet<>();

    ClaudeChildren(String format, String sessionId, ClaudeMain main, SubAgentFiles files, TraceSink sink) {
        this.format = format;
        this.sessionId = sessionId;
        this.main = main;
        this.files = files;
        this.sink = sink;
    }

    /** A record of the sub-agent that stands inside one of the session; {@code toolUseId} names the call that started the agent. */
    void embedded(String agentId, String type, Source at, JsonNode record, @Nullable String toolUseId) {
        if (toolUseId != null) {
            agentByCall.putIfAbsent(toolUseId, agentId);
        }
        if (files.has(agentId)) {
            main.notice(record, at);
            known.add(agentId);
        } else {
            record(agentId, type, at, record, toolUseId);
        }
    }

    /** A record of the sub-agent's own; {@code toolUseId} names the call that started it, where that is known. */
    void record(String agentId, String type, Source at, JsonNode record, @Nullable String toolUseId) {
        main.notice(record, at);
        JsonNode message = record.path("message");
        ClaudeTask agent = agents.get(agentId);
        if (agent == null) {
            String prompt = type.equals("user") ? Fields.content(message.path("content")) : null;
            agent = new ClaudeTask(events(agentId, format));
            agents.put(agentId, agent);
            known.add(agentId);
            agent.out().start(new Source("start", at.time()), title(main.call(toolUseId), prompt));
        }
        switch (type) {
            case "assistant" -> answer(agent, at, record, message);
            case "user" -> agent.results(at, record);
            default -> {
                // Hooks and notices.
            }
        }
    }

    private static void answer(ClaudeTask agent, Source at, JsonNode record, JsonNode message) {
        if (ClaudeTask.isApiError(record)) {
            agent.out().error(at, ApiErrors.shown(message), false);
        } else if (!ClaudeTask.isSynthetic(message)) {
            agent.assistant(at, message);
        }
    }

    /** Results of the session's calls, some of which end a sub-agent or send it to the background. */
    void results(Source at, JsonNode record) {
        for (ToolResult result : ToolResults.of(record)) {
            String agentId = Fields.text(result.details(), "agentId");
            String told = agentId == null ? agentByCall.get(result.toolUseId()) : agentId;
            ToolCall call = main.call(result.toolUseId());
            boolean isDelegation = call == null ? agentId != null : ToolUse.isDelegation(call.deed());
            if (told != null && isDelegation) {
                launch(told, at, call, Fields.text(result.details(), "prompt"));
                delegated(told, at, result);
            }
            JsonNode background = result.details().path("task");
            endIfKnown(Fields.text(background, "task_id"), Fields.text(background, "status", ""), at);
        }
    }

    /** The note by which a background task reports its end; other things than sub-agents run in the background too. */
    void notification(Source at, @Nullable String text) {
        if (text == null || !text.startsWith("<task-notification>")) {
            return;
        }
        Matcher task = NOTIFIED_TASK.matcher(text);
        Matcher status = NOTIFIED_STATUS.matcher(text);
        if (task.find() && status.find()) {
            endIfKnown(task.group(1).strip(), status.group(1).strip(), at);
        }
    }

    private void delegated(String agentId, Source at, ToolResult result) {
        String status = Fields.text(result.details(), "status", "");
        if (result.isRefusal()) {
            end(agentId, at, Outcome.CANCELLED, "Refused by the user");
        } else if (result.isError()) {
            end(agentId, at, Outcome.FAILED, WireText.firstLine(result.text(), TITLE_LENGTH));
        } else if (!status.equals("async_launched")) {
            Outcome told = outcome(status);
            end(agentId, at, told == null ? Outcome.SUCCESS : told, null);
        }
    }

    private void endIfKnown(@Nullable String agentId, String status, Source at) {
        Outcome outcome = outcome(status);
        if (agentId != null && outcome != null && known.contains(agentId)) {
            end(agentId, at, outcome, null);
        }
    }

    private void end(String agentId, Source at, Outcome outcome, @Nullable String message) {
        if (ended.add(agentId)) {
            events(agentId, format + "/end").complete(new Source("end", at.time()), outcome, message);
        }
    }

    /** Tells that the agent exists, where its own records do not. */
    private void launch(String agentId, Source at, @Nullable ToolCall call, @Nullable String prompt) {
        if (known.add(agentId) && !files.has(agentId)) {
            Source launch = new Source("launch", call == null || call.time() == null ? at.time() : call.time());
            events(agentId, format + "/launch").start(launch, title(call, prompt));
        }
    }

    private SessionEvents events(String agentId, String emitterId) {
        String taskId = sessionId + "/" + agentId;
        return new SessionEvents(new TaskIdentity(format, taskId, main.project(), sessionId, emitterId), sink);
    }

    private static @Nullable String title(@Nullable ToolCall call, @Nullable String prompt) {
        String described = call == null ? null : Fields.text(call.input(), "description");
        return WireText.firstLine(described == null ? prompt : described, TITLE_LENGTH);
    }

    private static @Nullable Outcome outcome(String status) {
        return switch (status) {
            case "completed", "success" -> Outcome.SUCCESS;
            case "failed", "error" -> Outcome.FAILED;
            case "killed", "cancelled", "canceled", "stopped" -> Outcome.CANCELLED;
            default -> null;
        };
    }
}
