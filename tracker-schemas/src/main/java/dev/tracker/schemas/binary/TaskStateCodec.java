package dev.tracker.schemas.binary;

import dev.tracker.schemas.Clocks;
import dev.tracker.schemas.CostTotals;
import dev.tracker.schemas.Counters;
import dev.tracker.schemas.Criteria;
import dev.tracker.schemas.CriterionState;
import dev.tracker.schemas.EmitterCursor;
import dev.tracker.schemas.Emitters;
import dev.tracker.schemas.Evidence;
import dev.tracker.schemas.FileLines;
import dev.tracker.schemas.Files;
import dev.tracker.schemas.LogLines;
import dev.tracker.schemas.SeqRange;
import dev.tracker.schemas.SourcePosition;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.TaskStatus;
import dev.tracker.schemas.TokenCounts;
import dev.tracker.schemas.Usd;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A {@link TaskProgress} as bytes, in the state store and in the bridge's memory: a version byte, then its parts in order. Compact rather than readable; JSON is for the edges. A
 * change of the layout takes a new version, and {@link #decode} goes on reading the old ones, because a store outlives the program that filled it.
 * Stateless and thread-safe.
 */
public final class TaskStateCodec {

    private static final int VERSION = 1;

    /** With the estimated part of the cost; only written where there is one, so that other states stay as small, and readable by older programs. */
    private static final int VERSION_WITH_ESTIMATE = 2;

    private static final int TYPICAL_BYTES = 1024;

    /** A status is stored as its place in this list, a grade likewise: add behind, never reorder. */
    private static final List<TaskStatus> STATUSES = List.of(
            TaskStatus.PENDING, TaskStatus.IN_PROGRESS, TaskStatus.COMPLETE, TaskStatus.FAILED, TaskStatus.CANCELLED);

    private static final List<Evidence> GRADES =
            List.of(Evidence.CLAIMED, Evidence.SELF_CHECKED, Evidence.OBSERVED, Evidence.CI);

    public static byte[] encode(TaskProgress task) {
        BinaryOutput out = new BinaryOutput(TYPICAL_BYTES);
        out.writeByte(task.cost().usdEstimated().pico() == 0 ? VERSION : VERSION_WITH_ESTIMATE);
        out.writeText(task.taskId());
        out.writeText(task.projectId());
        out.writeText(task.agentId());
        out.writeText(task.parentTaskId());
        out.writeText(task.title());
        out.writeByte(STATUSES.indexOf(task.status()));
        out.writeUnsigned(task.attempt());
        out.writeBoolean(task.startSeen());
        out.writeUnsigned(task.iteration());
        out.writeUnsigned(task.maxIterations());
        out.writeBoolean(task.reportedPercent() != null);
        if (task.reportedPercent() != null) {
            out.writeDouble(task.reportedPercent());
        }
        writeCriteria(out, task.criteria());
        task.files().lines().writeTo(out);
        out.writeUnsigned(task.files().unlisted());
        writeCost(out, task.cost());
        LogLines.copyOf(task.logs()).writeTo(out);
        writeCounters(out, task.counters());
        writeClocks(out, task.clocks());
        writeEmitters(out, task.emitters());
        out.writeUnsigned(task.position().partition());
        out.writeUnsigned(task.position().offset());
        out.writeTime(task.position().appendedAt());
        return out.toByteArray();
    }

    /** @throws CorruptStateException if the bytes are none of {@link #encode}'s */
    public static TaskProgress decode(byte[] bytes) {
        BinaryInput in = new BinaryInput(bytes);
        int version = in.readByte();
        if (version < VERSION || version > VERSION_WITH_ESTIMATE) {
            throw new CorruptStateException("unknown state version " + version);
        }
        TaskProgress task = new TaskProgress(
                in.readText(),
                in.readText(),
                in.readText(),
                in.readOptionalText(),
                in.readOptionalText(),
                constant(STATUSES, in.readByte()),
                in.readInt(),
                in.readBoolean(),
                in.readInt(),
                in.readInt(),
                in.readBoolean() ? in.readDouble() : null,
                readCriteria(in),
                new Files(FileLines.readFrom(in), in.readUnsigned()),
                readCost(in, version),
                LogLines.readFrom(in),
                readCounters(in),
                readClocks(in),
                new Emitters(list(in, TaskStateCodec::readCursor), in.readUnsigned()),
                new SourcePosition(in.readInt(), in.readUnsigned(), in.readTime()));
        in.expectEnd();
        return task;
    }

    private static void writeCriteria(BinaryOutput out, Criteria criteria) {
        out.writeUnsigned(criteria.declared());
        out.writeUnsigned(criteria.entries().size());
        for (CriterionState entry : criteria.entries()) {
            out.writeUnsigned(entry.index());
            out.writeText(entry.text());
            int grade = entry.evidence() == null ? 0 : GRADES.indexOf(entry.evidence()) + 1;
            out.writeByte((grade << 1) | (entry.verified() ? 1 : 0));
        }
    }

    private static Criteria readCriteria(BinaryInput in) {
        return Criteria.of(in.readInt(), list(in, entry -> {
            int index = entry.readInt();
            String text = entry.readOptionalText();
            int verdict = entry.readByte();
            int grade = verdict >> 1;
            return new CriterionState(index, text, (verdict & 1) != 0, grade == 0 ? null : constant(GRADES, grade - 1));
        }));
    }

    private static void writeCost(BinaryOutput out, CostTotals cost) {
        out.writeUnsigned(cost.usd().pico());
        out.writeBoolean(cost.usdKnown());
        out.writeUnsigned(cost.tokens().input());
        out.writeUnsigned(cost.tokens().output());
        out.writeUnsigned(cost.tokens().cacheRead());
        out.writeUnsigned(cost.tokens().cacheWrite());
        out.writeText(cost.model());
        out.writeBoolean(cost.budget() != null);
        if (cost.budget() != null) {
            out.writeUnsigned(cost.budget().pico());
        }
        if (cost.usdEstimated().pico() != 0) {
            out.writeUnsigned(cost.usdEstimated().pico());
        }
    }

    private static CostTotals readCost(BinaryInput in, int version) {
        return new CostTotals(
                new Usd(in.readUnsigned()),
                in.readBoolean(),
                new TokenCounts(in.readUnsigned(), in.readUnsigned(), in.readUnsigned(), in.readUnsigned()),
                in.readOptionalText(),
                in.readBoolean() ? new Usd(in.readUnsigned()) : null,
                version < VERSION_WITH_ESTIMATE ? Usd.ZERO : new Usd(in.readUnsigned()));
    }

    private static void writeCounters(BinaryOutput out, Counters counters) {
        out.writeUnsigned(counters.applied());
        out.writeUnsigned(counters.duplicates());
        out.writeUnsigned(counters.late());
        out.writeUnsigned(counters.fenced());
        out.writeUnsigned(counters.rejected());
        out.writeUnsigned(counters.actions());
        out.writeUnsigned(counters.failedActions());
        out.writeUnsigned(counters.errors());
        out.writeUnsigned(counters.transientErrors());
    }

    private static Counters readCounters(BinaryInput in) {
        return new Counters(
                in.readUnsigned(),
                in.readUnsigned(),
                in.readUnsigned(),
                in.readUnsigned(),
                in.readUnsigned(),
                in.readUnsigned(),
                in.readUnsigned(),
                in.readUnsigned(),
                in.readUnsigned());
    }

    private static void writeClocks(BinaryOutput out, Clocks clocks) {
        out.writeOptionalTime(clocks.startedAt());
        out.writeOptionalTime(clocks.completedAt());
        out.writeTime(clocks.lastHeardAt());
        out.writeTime(clocks.lastAdvancedAt());
        out.writeUnsigned(clocks.heard());
        out.writeUnsigned(clocks.rhythmMs());
        out.writeUnsigned(clocks.expectedSilenceMs());
        out.writeBoolean(clocks.waiting());
        out.writeSigned(clocks.skewMs());
    }

    private static Clocks readClocks(BinaryInput in) {
        return new Clocks(
                in.readOptionalTime(),
                in.readOptionalTime(),
                in.readTime(),
                in.readTime(),
                in.readUnsigned(),
                in.readUnsigned(),
                in.readUnsigned(),
                in.readBoolean(),
                in.readSigned());
    }

    private static void writeEmitters(BinaryOutput out, Emitters emitters) {
        out.writeUnsigned(emitters.cursors().size());
        for (EmitterCursor cursor : emitters.cursors()) {
            out.writeText(cursor.emitterId());
            out.writeUnsigned(cursor.attempt());
            out.writeUnsigned(cursor.next());
            out.writeUnsigned(cursor.missing().size());
            for (SeqRange range : cursor.missing()) {
                out.writeUnsigned(range.from());
                out.writeUnsigned(range.to());
            }
            out.writeUnsigned(cursor.lost());
        }
        out.writeUnsigned(emitters.forgotten());
    }

    private static EmitterCursor readCursor(BinaryInput in) {
        return new EmitterCursor(
                in.readText(),
                in.readInt(),
                in.readUnsigned(),
                list(in, range -> new SeqRange(range.readUnsigned(), range.readUnsigned())),
                in.readUnsigned());
    }

    private static <T> List<T> list(BinaryInput in, Function<BinaryInput, T> element) {
        int count = in.readCount();
        List<T> list = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            list.add(element.apply(in));
        }
        return list;
    }

    private static <E> E constant(List<E> constants, int place) {
        if (place >= constants.size()) {
            throw new CorruptStateException("unknown constant " + place);
        }
        return constants.get(place);
    }

    private TaskStateCodec() {}
}
