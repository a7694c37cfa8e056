package dev.tracker.formats.internal.claude;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.formats.TraceSink;
import dev.tracker.formats.support.Fields;
import dev.tracker.formats.support.FileNames;
import dev.tracker.formats.support.SessionEvents;
import dev.tracker.formats.support.Source;
import dev.tracker.formats.support.TaskIdentity;
import dev.tracker.formats.support.WireText;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The task of the session itself. Its start is told with its first event, not with the first record: by then the folder it works in, and mostly
 * the request, are known; its time is the first record's.
 */
final class ClaudeMain {

    private static final int TITLE_LENGTH = 200;
    private static final int NAME_LENGTH = 8;

    private final String format;
    private final String sessionId;
    private final String emitterId;
    private final TraceSink sink;

    private @Nullable ClaudeTask task;
    private @Nullable Instant firstTime;
    private String folder = "";
    private @Nullable String title;
    private boolean waiting;

    /** {@code firstIdentity}: the first record's. Files that hold different parts of a session number their events apart. */
    ClaudeMain(String format, String sessionId, String firstIdentity, TraceSink sink) {
        this.format = format;
        this.sessionId = sessionId;
        this.emitterId = format + "/" + firstIdentity.substring(0, Math.min(NAME_LENGTH, firstIdentity.length()));
        this.sink = sink;
    }

    /** Takes what any record may tell. */
    void notice(JsonNode record, Source at) {
        if (firstTime == null) {
            firstTime = at.time();
        }
        if (folder.isEmpty()) {
            folder = FileNames.lastPart(Fields.text(record, "cwd"));
        }
    }

    /** The project: the name of the folder that the session began in. */
    String project() {
        return folder;
    }

    void assistant(Source at, JsonNode record) {
        JsonNode message = record.path("message");
        if (ClaudeTask.isApiError(record)) {
            active(at).out().error(at, ApiErrors.shown(message), false);
        } else if (!ClaudeTask.isSynthetic(message)) {
            active(at).assistant(at, message);
            asksUser(at, message);
        }
    }

    void results(Source at, JsonNode record) {
        if (ToolResults.hasAny(record)) {
            active(at).results(at, record);
        }
    }

    void prompt(Source at, String text) {
        String line = WireText.firstLine(text, TITLE_LENGTH);
        if (line == null) {
            return;
        }
        if (task == null) {
            title = line;
            started(at);
        } else {
            waiting = false;
            task.out().log(at, "Prompt: " + line);
        }
    }

    /** A slash command; what begins with one and has no words of its own is named by it. */
    void command(String name) {
        if (title == null) {
            title = WireText.firstLine(name, TITLE_LENGTH);
        }
    }

    void interruption(Source at) {
        pause(at, "Interrupted by the user");
    }

    void heartbeat(Source at) {
        started(at).out().heartbeat(at);
    }

    void system(Source at, JsonNode record) {
        switch (Fields.text(record, "subtype", "")) {
            case "turn_duration" -> pause(at, "Turn ended");
            case "stop_hook_summary" -> {
                if (!record.path("preventedContinuation").asBoolean(false)) {
                    pause(at, "Turn ended");
                }
            }
            case "api_error" -> active(at).out().error(at, ApiErrors.describe(record), true);
            case "compact_boundary" -> started(at).out().log(at, "Conversation compacted");
            default -> {
                // Local commands and notices to the user.
            }
        }
    }

    void pullRequest(Source at, JsonNode record) {
        String url = Fields.text(record, "prUrl");
        if (url != null) {
            started(at).out().log(at, "Pull request: " + url);
        }
    }

    /** The call of a tool of this task, or null if there was none of that id. */
    @Nullable
    ToolCall call(@Nullable String toolUseId) {
        return task == null || toolUseId == null ? null : task.call(toolUseId);
    }

    /** The end of a turn is told by several records, and once is enough. */
    private void pause(Source at, String message) {
        ClaudeTask current = started(at);
        if (!waiting) {
            waiting = true;
            current.out().waiting(at, message);
        }
    }

    private void asksUser(Source at, JsonNode message) {
        for (JsonNode block : message.path("content")) {
            String tool = Fields.text(block, "name", "");
            if (tool.equals("AskUserQuestion") || tool.equals("ExitPlanMode")) {
                waiting = true;
                String reason = tool.equals("ExitPlanMode") ? "Waits for approval of its plan" : "Asks the user";
                started(at).out().waiting(at.part(Fields.text(block, "id", tool)), reason);
            }
        }
    }

    private ClaudeTask active(Source at) {
        waiting = false;
        return started(at);
    }

    private ClaudeTask started(Source at) {
        if (task == null) {
            TaskIdentity identity = new TaskIdentity(format, sessionId, project(), null, emitterId);
            task = new ClaudeTask(new SessionEvents(identity, sink));
            task.out().start(new Source(emitterId, firstTime == null ? at.time() : firstTime), title);
        }
        return task;
    }
}
