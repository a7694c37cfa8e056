package dev.tracker.formats.internal.claude;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.formats.TraceSink;
import dev.tracker.formats.support.Fields;
import dev.tracker.formats.support.Source;
import java.time.Instant;

/** One session while its records are read in the order of the file, which is not always the order of their times. */
final class ClaudeSession {

    private final ClaudeMain main;
    private final ClaudeChildren children;
    private final Sidechains sidechains = new Sidechains();

    ClaudeSession(String format, String sessionId, String firstIdentity, SubAgentFiles files, TraceSink sink) {
        this.main = new ClaudeMain(format, sessionId, firstIdentity, sink);
        this.children = new ClaudeChildren(format, sessionId, main, files, sink);
    }

    void record(String type, String identity, JsonNode record) {
        Source at = new Source(identity, Fields.time(record, "timestamp"));
        String agentId = sidechains.agentOf(record, identity);
        if (agentId != null) {
            children.record(agentId, type, at, record, null);
            return;
        }
        main.notice(record, at);
        switch (type) {
            case "assistant" -> main.assistant(at, record);
            case "user" -> user(at, record);
            case "progress" -> progress(at, record);
            case "system" -> main.system(at, record);
            case "queue-operation" -> children.notification(at, Fields.text(record, "content"));
            case "pr-link" -> main.pullRequest(at, record);
            default -> {
                // Summaries, snapshots and kinds yet unknown say nothing about the course of the task.
            }
        }
    }

    private void user(Source at, JsonNode record) {
        children.results(at, record);
        main.results(at, record);
        HumanText text = HumanText.of(record);
        switch (text.kind()) {
            case PROMPT -> main.prompt(at, text.text());
            case COMMAND -> main.command(text.text());
            case INTERRUPTION -> main.interruption(at);
            case NOTIFICATION -> children.notification(at, text.text());
            case NONE -> {}
        }
    }

    private void progress(Source at, JsonNode record) {
        JsonNode data = record.path("data");
        switch (Fields.text(data, "type", "")) {
            case "agent_progress" -> agentProgress(at, record, data);
            case "hook_progress", "" -> {
                // Hooks run around the agent, not for it.
            }
            default -> main.heartbeat(at);
        }
    }

    private void agentProgress(Source at, JsonNode record, JsonNode data) {
        String agentId = Fields.text(data, "agentId");
        JsonNode inner = data.path("message");
        String type = Fields.text(inner, "type");
        if (agentId == null || type == null) {
            return;
        }
        String uuid = Fields.text(inner, "uuid");
        Instant time = Fields.time(inner, "timestamp");
        Source innerAt = new Source(uuid == null ? at.identity() : uuid, time == null ? at.time() : time);
        children.embedded(agentId, type, innerAt, inner, Fields.text(record, "parentToolUseID"));
    }
}
