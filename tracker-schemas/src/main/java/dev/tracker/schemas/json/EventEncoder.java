package dev.tracker.schemas.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tracker.schemas.EventEnvelope;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.TokenCounts;
import dev.tracker.schemas.Usd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Writes an event as JSON: fields in a fixed order, absent ones left out. Stateless and thread-safe. */
public final class EventEncoder {

    private static final int TYPICAL_BYTES = 384;

    /** The event as JSON in UTF-8. Decoding it gives an equal event, provided that it keeps the bounds. */
    public static byte[] encode(ExecutionEvent event) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(TYPICAL_BYTES);
        try (JsonGenerator out = Json.EVENTS.createGenerator(bytes)) {
            out.writeStartObject();
            writeEnvelope(out, event);
            writePayload(out, event);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    private static void writeEnvelope(JsonGenerator out, ExecutionEvent event) throws IOException {
        EventEnvelope envelope = event.envelope();
        out.writeStringField("eventId", envelope.eventId().toString());
        out.writeStringField("taskId", envelope.taskId());
        out.writeStringField("agentId", envelope.agentId());
        out.writeStringField("projectId", envelope.projectId());
        writeText(out, "parentTaskId", envelope.parentTaskId());
        out.writeNumberField("attempt", envelope.attempt());
        if (envelope.isSequenced()) {
            out.writeNumberField("seq", envelope.seq());
        }
        if (!envelope.emitterId().equals(envelope.agentId())) {
            out.writeStringField("emitterId", envelope.emitterId());
        }
        out.writeStringField("type", event.type().wireName());
        if (envelope.timestamp() != null) {
            out.writeStringField("timestamp", envelope.timestamp().toString());
        }
        writeText(out, "message", envelope.message());
    }

    private static void writePayload(JsonGenerator out, ExecutionEvent event) throws IOException {
        if (event instanceof ExecutionEvent.Start start) {
            writeStart(out, start);
        } else if (event instanceof ExecutionEvent.Iteration iteration) {
            out.writeNumberField("iteration", iteration.iteration());
        } else if (event instanceof ExecutionEvent.Progress progress) {
            out.writeNumberField("percent", progress.percent());
        } else if (event instanceof ExecutionEvent.Criterion criterion) {
            out.writeNumberField("index", criterion.index());
            out.writeBooleanField("verified", criterion.verified());
            out.writeStringField("evidence", criterion.evidence().wireName());
            writeText(out, "text", criterion.text());
        } else if (event instanceof ExecutionEvent.Action action) {
            writeAction(out, action);
        } else if (event instanceof ExecutionEvent.Cost cost) {
            writeCost(out, cost);
        } else if (event instanceof ExecutionEvent.ErrorReport error) {
            out.writeStringField("error", error.error());
            out.writeBooleanField("transient", error.isTransient());
        } else if (event instanceof ExecutionEvent.Log log) {
            writePositive(out, "expectedSilenceMs", log.expectedSilenceMs());
        } else if (event instanceof ExecutionEvent.Heartbeat heartbeat) {
            writePositive(out, "expectedSilenceMs", heartbeat.expectedSilenceMs());
        } else if (event instanceof ExecutionEvent.Waiting waiting) {
            writePositive(out, "expectedSilenceMs", waiting.expectedSilenceMs());
        } else if (event instanceof ExecutionEvent.Complete complete) {
            out.writeStringField("outcome", complete.outcome().wireName());
        }
    }

    private static void writeStart(JsonGenerator out, ExecutionEvent.Start start) throws IOException {
        if (start.criteria() == null) {
            writePositive(out, "criteriaTotal", start.criteriaTotal());
        } else {
            out.writeArrayFieldStart("criteria");
            for (String text : start.criteria()) {
                out.writeString(text);
            }
            out.writeEndArray();
        }
        writePositive(out, "maxIterations", start.maxIterations());
        writeUsd(out, "maxCost", start.maxCost());
        writeText(out, "title", start.title());
    }

    private static void writeAction(JsonGenerator out, ExecutionEvent.Action action) throws IOException {
        out.writeStringField("action", action.action());
        writeText(out, "target", action.target());
        if (action.success() != null) {
            out.writeBooleanField("success", action.success());
        }
        if (action.durationMs() != ExecutionEvent.Action.UNKNOWN_DURATION) {
            out.writeNumberField("durationMs", action.durationMs());
        }
    }

    private static void writeCost(JsonGenerator out, ExecutionEvent.Cost cost) throws IOException {
        TokenCounts tokens = cost.tokens();
        writeUsd(out, "usd", cost.usd());
        if (cost.usdEstimated()) {
            out.writeBooleanField("usdEstimated", true);
        }
        writePositive(out, "inputTokens", tokens.input());
        writePositive(out, "outputTokens", tokens.output());
        writePositive(out, "cacheReadTokens", tokens.cacheRead());
        writePositive(out, "cacheWriteTokens", tokens.cacheWrite());
        writeText(out, "model", cost.model());
    }

    private static void writeText(JsonGenerator out, String name, @Nullable String text) throws IOException {
        if (text != null) {
            out.writeStringField(name, text);
        }
    }

    private static void writePositive(JsonGenerator out, String name, long value) throws IOException {
        if (value > 0) {
            out.writeNumberField(name, value);
        }
    }

    private static void writeUsd(JsonGenerator out, String name, @Nullable Usd usd) throws IOException {
        if (usd != null) {
            out.writeFieldName(name);
            out.writeNumber(usd.toString());
        }
    }

    private EventEncoder() {}
}
