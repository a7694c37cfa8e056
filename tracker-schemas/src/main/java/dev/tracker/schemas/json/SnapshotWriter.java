package dev.tracker.schemas.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.tracker.schemas.Clocks;
import dev.tracker.schemas.CostTotals;
import dev.tracker.schemas.Counters;
import dev.tracker.schemas.Criteria;
import dev.tracker.schemas.CriterionState;
import dev.tracker.schemas.EmitterCursor;
import dev.tracker.schemas.Emitters;
import dev.tracker.schemas.FileEntry;
import dev.tracker.schemas.Files;
import dev.tracker.schemas.LogEntry;
import dev.tracker.schemas.SeqRange;
import dev.tracker.schemas.SourcePosition;
import dev.tracker.schemas.TaskProgress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a snapshot as JSON, complete: {@link SnapshotReader} gives an equal {@link TaskProgress} back. Fields come in a fixed order and absent ones
 * are left out, so equal snapshots have equal bytes. Stateless and thread-safe.
 */
public final class SnapshotWriter {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();
    private static final int TYPICAL_BYTES = 2048;

    /** The snapshot as JSON in UTF-8. */
    public static byte[] write(TaskProgress progress) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(TYPICAL_BYTES);
        try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
            write(out, progress);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator out, TaskProgress progress) throws IOException {
        out.writeStartObject();
        out.writeStringField("taskId", progress.taskId());
        out.writeNumberField("version", progress.version());
        out.writeStringField("projectId", progress.projectId());
        out.writeStringField("agentId", progress.agentId());
        text(out, "parentTaskId", progress.parentTaskId());
        text(out, "title", progress.title());
        out.writeStringField("status", progress.status().wireName());
        out.writeNumberField("attempt", progress.attempt());
        out.writeBooleanField("startSeen", progress.startSeen());
        out.writeNumberField("iteration", progress.iteration());
        out.writeNumberField("maxIterations", progress.maxIterations());
        out.writeNumberField("percent", progress.percent());
        if (progress.reportedPercent() != null) {
            out.writeNumberField("reportedPercent", progress.reportedPercent());
        }
        criteria(out, progress.criteria());
        files(out, progress.files());
        cost(out, progress.cost());
        logs(out, progress.logs());
        counters(out, progress.counters());
        clocks(out, progress.clocks());
        emitters(out, progress.emitters());
        position(out, progress.position());
        out.writeEndObject();
    }

    private static void criteria(JsonGenerator out, Criteria criteria) throws IOException {
        out.writeObjectFieldStart("criteria");
        out.writeNumberField("declared", criteria.declared());
        out.writeNumberField("verified", criteria.verified());
        out.writeArrayFieldStart("entries");
        for (CriterionState entry : criteria.entries()) {
            out.writeStartObject();
            out.writeNumberField("index", entry.index());
            text(out, "text", entry.text());
            out.writeBooleanField("verified", entry.verified());
            if (entry.evidence() != null) {
                out.writeStringField("evidence", entry.evidence().wireName());
            }
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void files(JsonGenerator out, Files files) throws IOException {
        out.writeObjectFieldStart("files");
        out.writeArrayFieldStart("entries");
        for (FileEntry entry : files.entries()) {
            out.writeStartObject();
            out.writeStringField("path", entry.path());
            out.writeBooleanField("created", entry.created());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeNumberField("unlisted", files.unlisted());
        out.writeEndObject();
    }

    private static void cost(JsonGenerator out, CostTotals cost) throws IOException {
        out.writeObjectFieldStart("cost");
        out.writeFieldName("usd");
        out.writeNumber(cost.usd().toString());
        out.writeBooleanField("usdKnown", cost.usdKnown());
        out.writeNumberField("inputTokens", cost.tokens().input());
        out.writeNumberField("outputTokens", cost.tokens().output());
        out.writeNumberField("cacheReadTokens", cost.tokens().cacheRead());
        out.writeNumberField("cacheWriteTokens", cost.tokens().cacheWrite());
        text(out, "model", cost.model());
        if (cost.budget() != null) {
            out.writeFieldName("budgetUsd");
            out.writeNumber(cost.budget().toString());
        }
        out.writeEndObject();
    }

    private static void logs(JsonGenerator out, List<LogEntry> logs) throws IOException {
        out.writeArrayFieldStart("logs");
        for (LogEntry entry : logs) {
            out.writeStartObject();
            time(out, "at", entry.at());
            out.writeStringField("message", entry.message());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void counters(JsonGenerator out, Counters counters) throws IOException {
        out.writeObjectFieldStart("counters");
        out.writeNumberField("applied", counters.applied());
        out.writeNumberField("duplicates", counters.duplicates());
        out.writeNumberField("late", counters.late());
        out.writeNumberField("fenced", counters.fenced());
        out.writeNumberField("rejected", counters.rejected());
        out.writeNumberField("actions", counters.actions());
        out.writeNumberField("failedActions", counters.failedActions());
        out.writeNumberField("errors", counters.errors());
        out.writeNumberField("transientErrors", counters.transientErrors());
        out.writeEndObject();
    }

    private static void clocks(JsonGenerator out, Clocks clocks) throws IOException {
        out.writeObjectFieldStart("clocks");
        time(out, "startedAt", clocks.startedAt());
        time(out, "completedAt", clocks.completedAt());
        time(out, "lastHeardAt", clocks.lastHeardAt());
        time(out, "lastAdvancedAt", clocks.lastAdvancedAt());
        out.writeNumberField("heard", clocks.heard());
        out.writeNumberField("rhythmMs", clocks.rhythmMs());
        out.writeNumberField("expectedSilenceMs", clocks.expectedSilenceMs());
        out.writeBooleanField("waiting", clocks.waiting());
        out.writeNumberField("skewMs", clocks.skewMs());
        out.writeEndObject();
    }

    private static void emitters(JsonGenerator out, Emitters emitters) throws IOException {
        out.writeObjectFieldStart("emitters");
        out.writeArrayFieldStart("cursors");
        for (EmitterCursor cursor : emitters.cursors()) {
            out.writeStartObject();
            out.writeStringField("emitterId", cursor.emitterId());
            out.writeNumberField("attempt", cursor.attempt());
            out.writeNumberField("next", cursor.next());
            out.writeArrayFieldStart("missing");
            for (SeqRange range : cursor.missing()) {
                out.writeArray(new long[] {range.from(), range.to()}, 0, 2);
            }
            out.writeEndArray();
            out.writeNumberField("lost", cursor.lost());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeNumberField("forgotten", emitters.forgotten());
        out.writeNumberField("missing", emitters.missing());
        out.writeEndObject();
    }

    private static void position(JsonGenerator out, SourcePosition position) throws IOException {
        out.writeObjectFieldStart("position");
        out.writeNumberField("partition", position.partition());
        out.writeNumberField("offset", position.offset());
        time(out, "appendedAt", position.appendedAt());
        out.writeEndObject();
    }

    private static void text(JsonGenerator out, String name, @Nullable String text) throws IOException {
        if (text != null) {
            out.writeStringField(name, text);
        }
    }

    private static void time(JsonGenerator out, String name, @Nullable Instant time) throws IOException {
        if (time != null) {
            out.writeStringField(name, time.toString());
        }
    }

    private SnapshotWriter() {}
}
