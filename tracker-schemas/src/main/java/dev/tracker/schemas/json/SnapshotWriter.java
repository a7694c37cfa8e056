package dev.tracker.schemas.json;

import dev.tracker.schemas.Clocks;
import dev.tracker.schemas.CostTotals;
import dev.tracker.schemas.Counters;
import dev.tracker.schemas.Criteria;
import dev.tracker.schemas.CriterionState;
import dev.tracker.schemas.EmitterCursor;
import dev.tracker.schemas.Emitters;
import dev.tracker.schemas.LogLines;
import dev.tracker.schemas.SeqRange;
import dev.tracker.schemas.SourcePosition;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.internal.JsonBytes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Writes a snapshot as JSON, complete: {@link SnapshotReader} gives an equal {@link TaskProgress} back. Fields come in a fixed order and absent ones
 * are left out, so equal snapshots have equal bytes. Keeps the room it wrote into for the next snapshot. Not thread-safe.
 */
public final class SnapshotWriter {

    private static final int TYPICAL_BYTES = 4096;

    private final JsonBytes out = new JsonBytes(TYPICAL_BYTES);

    /** The snapshot as JSON in UTF-8, for who writes but one. */
    public static byte[] write(TaskProgress progress) {
        return new SnapshotWriter().toJson(progress);
    }

    /** The snapshot as JSON in UTF-8. */
    public byte[] toJson(TaskProgress progress) {
        out.clear();
        out.raw("{");
        identity(out, progress);
        out.name("status").text(progress.status().wireName());
        out.name("attempt").number(progress.attempt());
        out.name("startSeen").bool(progress.startSeen());
        out.name("iteration").number(progress.iteration());
        out.name("maxIterations").number(progress.maxIterations());
        out.name("percent").number(progress.percent());
        if (progress.reportedPercent() != null) {
            out.name("reportedPercent").number(progress.reportedPercent().doubleValue());
        }
        criteria(out, progress.criteria());
        out.name("files").raw("{").name("entries").raw("[");
        progress.files().lines().writeTo(out);
        out.raw("]").name("unlisted").number(progress.files().unlisted()).raw("}");
        cost(out, progress.cost());
        out.name("logs").raw("[");
        LogLines.copyOf(progress.logs()).writeTo(out);
        out.raw("]");
        counters(out, progress.counters());
        clocks(out, progress.clocks());
        emitters(out, progress.emitters());
        position(out, progress.position());
        return out.raw("}").toByteArray();
    }

    private static void identity(JsonBytes out, TaskProgress progress) {
        out.name("taskId").text(progress.taskId());
        out.name("version").number(progress.version());
        out.name("projectId").text(progress.projectId());
        out.name("agentId").text(progress.agentId());
        text(out, "parentTaskId", progress.parentTaskId());
        text(out, "title", progress.title());
    }

    private static void criteria(JsonBytes out, Criteria criteria) {
        out.name("criteria").raw("{");
        out.name("declared").number(criteria.declared());
        out.name("verified").number(criteria.verified());
        out.name("entries").raw("[");
        for (CriterionState entry : criteria.entries()) {
            out.element().raw("{\"index\":").number(entry.index());
            text(out, "text", entry.text());
            out.raw(entry.verified() ? ",\"verified\":true" : ",\"verified\":false");
            if (entry.evidence() != null) {
                out.raw(",\"evidence\":\"").raw(entry.evidence().wireName()).raw("\"");
            }
            out.raw("}");
        }
        out.raw("]}");
    }

    private static void cost(JsonBytes out, CostTotals cost) {
        out.name("cost").raw("{");
        out.name("usd");
        cost.usd().writeTo(out);
        out.name("usdKnown").bool(cost.usdKnown());
        out.name("inputTokens").number(cost.tokens().input());
        out.name("outputTokens").number(cost.tokens().output());
        out.name("cacheReadTokens").number(cost.tokens().cacheRead());
        out.name("cacheWriteTokens").number(cost.tokens().cacheWrite());
        text(out, "model", cost.model());
        if (cost.budget() != null) {
            out.name("budgetUsd");
            cost.budget().writeTo(out);
        }
        if (cost.usdEstimated().pico() > 0) {
            out.name("usdEstimated");
            cost.usdEstimated().writeTo(out);
        }
        out.raw("}");
    }

    private static void counters(JsonBytes out, Counters counters) {
        out.name("counters").raw("{");
        out.name("applied").number(counters.applied());
        out.name("duplicates").number(counters.duplicates());
        out.name("late").number(counters.late());
        out.name("fenced").number(counters.fenced());
        out.name("rejected").number(counters.rejected());
        out.name("actions").number(counters.actions());
        out.name("failedActions").number(counters.failedActions());
        out.name("errors").number(counters.errors());
        out.name("transientErrors").number(counters.transientErrors());
        out.raw("}");
    }

    private static void clocks(JsonBytes out, Clocks clocks) {
        out.name("clocks").raw("{");
        time(out, "startedAt", clocks.startedAt());
        time(out, "completedAt", clocks.completedAt());
        time(out, "lastHeardAt", clocks.lastHeardAt());
        time(out, "lastAdvancedAt", clocks.lastAdvancedAt());
        out.name("heard").number(clocks.heard());
        out.name("rhythmMs").number(clocks.rhythmMs());
        out.name("expectedSilenceMs").number(clocks.expectedSilenceMs());
        out.name("waiting").bool(clocks.waiting());
        out.name("skewMs").number(clocks.skewMs());
        out.raw("}");
    }

    private static void emitters(JsonBytes out, Emitters emitters) {
        out.name("emitters").raw("{").name("cursors").raw("[");
        for (EmitterCursor cursor : emitters.cursors()) {
            out.element().raw("{").name("emitterId").text(cursor.emitterId());
            out.name("attempt").number(cursor.attempt());
            out.name("next").number(cursor.next());
            out.name("missing").raw("[");
            for (SeqRange range : cursor.missing()) {
                out.element()
                        .raw("[")
                        .number(range.from())
                        .raw(",")
                        .number(range.to())
                        .raw("]");
            }
            out.raw("]").name("lost").number(cursor.lost()).raw("}");
        }
        out.raw("]").name("forgotten").number(emitters.forgotten());
        out.name("missing").number(emitters.missing()).raw("}");
    }

    private static void position(JsonBytes out, SourcePosition position) {
        out.name("position").raw("{");
        out.name("partition").number(position.partition());
        out.name("offset").number(position.offset());
        time(out, "appendedAt", position.appendedAt());
        out.raw("}");
    }

    private static void text(JsonBytes out, String name, @Nullable String text) {
        if (text != null) {
            out.name(name).text(text);
        }
    }

    private static void time(JsonBytes out, String name, @Nullable Instant time) {
        if (time != null) {
            out.name(name).time(time);
        }
    }
}
