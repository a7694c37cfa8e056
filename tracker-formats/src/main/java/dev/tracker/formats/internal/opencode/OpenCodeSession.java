package dev.tracker.formats.internal.opencode;

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

/** One session while its messages are read, first to last. */
final class OpenCodeSession {

    private static final int TITLE_LENGTH = 200;

    private final SessionEvents out;
    private final OpenCodeParts parts;
    private final @Nullable Instant created;
    private boolean started;

    OpenCodeSession(String format, String id, JsonNode info, TraceSink sink) {
        TaskIdentity identity = new TaskIdentity(
                format, id, FileNames.lastPart(Fields.text(info, "directory")), Fields.text(info, "parentID"), format);
        this.out = new SessionEvents(identity, sink);
        this.parts = new OpenCodeParts(out);
        this.created = Fields.time(info.path("time"), "created");
    }

    /** {@code isLast}: nothing follows yet, so what is unfinished in it may still be finished by a later state of the document. */
    void message(String place, JsonNode message, boolean isLast) {
        JsonNode info = message.path("info");
        Source at = new Source(Fields.text(info, "id", place), Fields.time(info.path("time"), "created"));
        boolean isPrompt = Fields.text(info, "role", "").equals("user");
        String prompt = isPrompt ? WireText.firstLine(Fields.content(message.path("parts")), TITLE_LENGTH) : null;
        if (!started) {
            started = true;
            out.start(new Source("start", created == null ? at.time() : created), prompt);
        } else if (prompt != null) {
            out.log(at, "Prompt: " + prompt);
        }
        if (!isPrompt && parts.tell(at, message, isLast)) {
            end(at, info);
        }
    }

    private void end(Source at, JsonNode info) {
        Instant completed = Fields.time(info.path("time"), "completed");
        Source end = new Source(at.identity(), completed == null ? at.time() : completed);
        String error = Fields.text(info.path("error"), "name");
        if (error != null && error.contains("Aborted")) {
            out.waiting(end, "Interrupted by the user");
        } else if (error != null) {
            String message = Fields.text(info.path("error").path("data"), "message");
            out.error(end, message == null ? error : error + ": " + message, false);
        } else if (Fields.text(info, "finish", "").equals("stop")) {
            out.waiting(end, "Turn ended");
        }
    }
}
