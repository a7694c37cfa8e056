package dev.tracker.formats.internal.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.formats.LineReader;
import dev.tracker.formats.TraceSink;
import dev.tracker.formats.support.Fields;
import org.jspecify.annotations.Nullable;

/**
 * The records of a session that is kept line by line: first what the session is, then its messages, each again whenever it has changed. Other
 * records change what is known about the session ({@code $set}) or take messages back ({@code $rewindTo}); what was done stays done.
 */
final class GeminiLines implements LineReader {

    private final String format;
    private final String folder;
    private final TraceSink sink;
    private @Nullable GeminiSession session;

    GeminiLines(String format, String folder, TraceSink sink) {
        this.format = format;
        this.folder = folder;
        this.sink = sink;
    }

    @Override
    public void record(JsonNode record, long line) {
        String sessionId = Fields.text(record, "sessionId");
        if (session == null && sessionId != null) {
            session = new GeminiSession(format, sessionId, folder, record, sink);
        }
        String id = Fields.text(record, "id");
        if (session != null && id != null) {
            session.message(id, record);
        }
    }
}
