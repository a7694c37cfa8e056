package dev.tracker.cli.replay.claude;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.cli.replay.TraceSink;
import dev.tracker.cli.replay.claude.ToolResults.ToolResult;
import dev.tracker.cli.replay.support.Fields;
import dev.tracker.cli.replay.support.SessionEvents;
import dev.tracker.cli.replay.support.Source;
import dev.tracker.cli.replay.support.TaskIdentity;
import dev.tracker.cli.replay.support.ToolUse;
import dev.tracker.cli.replay.support.WireText;
import dev.tracker.schemas.Outcome;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The sub-agents of a session, each a task {@code session/agent} below it. Their records may come inside the session's own, or in files of their
 * own beside it, or both: their events are numbered alike in each, so that the second copy adds nothing.
 */
final class ClaudeChildren {

    private static final int TITLE_LENGTH = 200;
    private static final Pattern NOTIFIED_TASK = Pattern.compile("<task-id>([^<]+)</task-id>");
    private static final Pattern NOTIFIED_STATUS = Pattern.compile("<status>([^<]+)</status>");

    private final String format;
    private final String sessionId;
    private final ClaudeMain main;
    private final TraceSink sink;
    private final Map<String, ClaudeTask> agents = new HashMap<>();
    private final Map<String, String> agentByCall = new HashMap<>();
    private final Set<String> ended = new HashSet<>();

    ClaudeChildren(String format, String sessionId, ClaudeMain main, TraceSink sink) {
        this.format = format;
        this.sessionId = sessionId;
        this.main = main;
        this.sink = sink;
    }

    /** A record of the sub-agent's own; {@code toolUseId} names the call that started it, where that is known. */
    void record(String agentId, String type, Source at, JsonNode record, @Nullable String toolUseId) {
        main.notice(record, at);
        String prompt =
                type.equals("user") ? Fields.content(record.path("message").path("content")) : null;
        ClaudeTask agent = agent(agentId, at, toolUseId, prompt);
        JsonNode message = record.path("message");
        if (type.equals("assistant") && !ClaudeTask.isSynthetic(message)) {
            agent.assistant(at, message);
        } else if (type.equals("user")) {
            agent.results(at, record);
        }
    }

    /** Results of the session's calls, some of which end a sub-agent or send it to the background. */
    void results(Source at, JsonNode record) {
        for (ToolResult result : ToolResults.of(record)) {
            String agentId = Fields.text(result.details(), "agentId");
            String known = agentId == null ? agentByCall.get(result.toolUseId()) : agentId;
            ToolCall call = main.call(result.toolUseId());
            boolean isDelegation = call == null ? agentId != null : ToolUse.isDelegation(call.deed());
            if (known != null && isDelegation) {
                agent(known, at, result.toolUseId(), Fields.text(result.details(), "prompt"));
                delegated(known, at, result);
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
        if (agentId != null && outcome != null && agents.containsKey(agentId)) {
            end(agentId, at, outcome, null);
        }
    }

    private void end(String agentId, Source at, Outcome outcome, @Nullable String message) {
        ClaudeTask agent = agents.get(agentId);
        if (agent != null && ended.add(agentId)) {
            agent.out().complete(new Source("end", at.time()), outcome, message);
        }
    }

    private ClaudeTask agent(String agentId, Source at, @Nullable String toolUseId, @Nullable String prompt) {
        if (toolUseId != null) {
            agentByCall.putIfAbsent(toolUseId, agentId);
        }
        ClaudeTask known = agents.get(agentId);
        if (known != null) {
            return known;
        }
        TaskIdentity identity = new TaskIdentity(format, sessionId + "/" + agentId, main.project(), sessionId, format);
        ClaudeTask agent = new ClaudeTask(new SessionEvents(identity, sink));
        agents.put(agentId, agent);
        ToolCall call = main.call(toolUseId);
        String title = call == null ? null : Fields.text(call.input(), "description");
        agent.out()
                .start(
                        new Source("start", at.time()),
                        WireText.firstLine(title == null ? prompt : title, TITLE_LENGTH));
        return agent;
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
