package dev.tracker.core;

import dev.tracker.schemas.EmitterCursor;
import dev.tracker.schemas.Emitters;
import dev.tracker.schemas.EventEnvelope;
import dev.tracker.schemas.SeqRange;
import java.util.ArrayList;
import java.util.List;

/** Tells duplicates, gaps and late arrivals apart by the emitter's own numbering: what a producer's retries blur, this makes visible. */
final class SequenceRule {

    enum Arrival {
        IN_ORDER,
        OUT_OF_ORDER,
        SEEN
    }

    /** Moves the cursor of the event's emitter, making it the most recently used, and says how the event arrived. */
    static Arrival track(Draft draft, EventEnvelope envelope) {
        if (!envelope.isSequenced()) {
            return Arrival.IN_ORDER;
        }
        List<EmitterCursor> cursors = draft.emitters.cursors();
        int at = find(cursors, envelope);
        EmitterCursor before =
                at < 0 ? new EmitterCursor(envelope.emitterId(), envelope.attempt(), 0, List.of(), 0) : cursors.get(at);
        EmitterCursor after = advance(before, envelope.seq());
        draft.emitters = withLast(draft.emitters, at, after);
        if (envelope.seq() >= before.next()) {
            return Arrival.IN_ORDER;
        }
        return after.equals(before) ? Arrival.SEEN : Arrival.OUT_OF_ORDER;
    }

    private static int find(List<EmitterCursor> cursors, EventEnvelope envelope) {
        for (int i = cursors.size() - 1; i >= 0; i--) {
            EmitterCursor cursor = cursors.get(i);
            if (cursor.attempt() == envelope.attempt() && cursor.emitterId().equals(envelope.emitterId())) {
                return i;
            }
        }
        return -1;
    }

    /** The cursor after that number; an equal one if it had been seen. */
    private static EmitterCursor advance(EmitterCursor cursor, long seq) {
        if (seq == cursor.next()) {
            return new EmitterCursor(cursor.emitterId(), cursor.attempt(), seq + 1, cursor.missing(), cursor.lost());
        }
        if (seq > cursor.next()) {
            return withGap(cursor, new SeqRange(cursor.next(), seq - 1));
        }
        for (int i = 0; i < cursor.missing().size(); i++) {
            if (cursor.missing().get(i).contains(seq)) {
                return filled(cursor, i, seq);
            }
        }
        return cursor;
    }

    private static EmitterCursor withGap(EmitterCursor cursor, SeqRange gap) {
        List<SeqRange> missing = new ArrayList<>(cursor.missing());
        missing.add(gap);
        return bounded(cursor, gap.to() + 2, missing);
    }

    private static EmitterCursor filled(EmitterCursor cursor, int index, long seq) {
        List<SeqRange> missing = new ArrayList<>(cursor.missing());
        SeqRange range = missing.remove(index);
        if (seq < range.to()) {
            missing.add(index, new SeqRange(seq + 1, range.to()));
        }
        if (range.from() < seq) {
            missing.add(index, new SeqRange(range.from(), seq - 1));
        }
        return bounded(cursor, cursor.next(), missing);
    }

    private static EmitterCursor bounded(EmitterCursor cursor, long next, List<SeqRange> missing) {
        long lost = cursor.lost();
        while (missing.size() > EmitterCursor.MAX_RANGES) {
            lost += missing.remove(0).size();
        }
        return new EmitterCursor(cursor.emitterId(), cursor.attempt(), next, missing, lost);
    }

    private static Emitters withLast(Emitters emitters, int at, EmitterCursor cursor) {
        List<EmitterCursor> cursors = emitters.cursors();
        if (at >= 0 && at == cursors.size() - 1 && cursors.get(at).equals(cursor)) {
            return emitters;
        }
        if (cursors.size() == (at < 0 ? 0 : 1)) {
            return new Emitters(List.of(cursor), emitters.forgotten());
        }
        List<EmitterCursor> moved = new ArrayList<>(cursors.size() + 1);
        for (int i = 0; i < cursors.size(); i++) {
            if (i != at) {
                moved.add(cursors.get(i));
            }
        }
        moved.add(cursor);
        long forgotten = emitters.forgotten();
        if (moved.size() > Emitters.MAX_CURSORS) {
            moved.remove(0);
            forgotten++;
        }
        return new Emitters(moved, forgotten);
    }

    private SequenceRule() {}
}
