package dev.tracker.formats.internal.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.formats.TraceSink;
import dev.tracker.formats.support.Fields;
import dev.tracker.formats.support.SessionEvents;
import dev.tracker.formats.support.Source;
import dev.tracker.formats.support.TaskIdentity;
import dev.tracker.formats.support.TodoList;
import dev.tracker.formats.support.WireText;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One session while its messages are read, first to last. The last one may come again, with more in it. */
final class GeminiSession {

    private static final int TITLE_LENGTH = 200;

    private final SessionEvents out;
    private final TodoList todos = new TodoList();
    private final Set<String> met = new HashSet<>();
    private final @Nullable Instant startTime;
    private @Nullable GeminiAnswer answer;
    private boolean started;
    private int iterations;

    /** {@code folder}: where the file lies, which for a sub-agent is named for the session that it works for. */
    GeminiSession(String format, String sessionId, String folder, JsonNode about, TraceSink sink) {
        String project = Fields.text(about, "projectHash", "");
        String parent = Fields.text(about, "kind", "").equals("subagent") ? folder : null;
        this.out = new SessionEvents(new TaskIdentity(format, sessionId, project, parent, format), sink);
        this.startTime = Fields.time(about, "startTime");
    }

    void message(String id, JsonNode message) {
        Source at = new Source(id, Fields.time(message, "timestamp"));
        if (!met.add(id)) {
            if (answer != null && answer.isOf(id)) {
                answer.update(at, message);
            }
            return;
        }
        if (answer != null) {
            answer.close();
            answer = null;
        }
        String type = Fields.text(message, "type", "");
        String content = Fields.content(message.path("content"));
        boolean isPrompt = type.equals("user");
        boolean isFirst = !started;
        if (isFirst) {
            started = true;
            String title = isPrompt ? WireText.firstLine(content, TITLE_LENGTH) : null;
            out.start(new Source("start", startTime == null ? at.time() : startTime), title);
        }
        switch (type) {
            case "gemini" -> {
                out.iteration(at, ++iterations);
                answer = new GeminiAnswer(id, out, todos);
                answer.update(at, message);
            }
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
}
