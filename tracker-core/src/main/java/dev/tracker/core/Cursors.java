package dev.tracker.core;

import dev.tracker.schemas.EmitterCursor;
import dev.tracker.schemas.Emitters;
import dev.tracker.schemas.EventEnvelope;
import dev.tracker.schemas.SeqRange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The numbering of a live task's emitters. Tells duplicates, gaps and late arrivals apart: what a producer's retries blur, this makes visible. Not thread-safe.
 */
final class Cursors {

    enum Arrival {
        IN_ORDER,
        OUT_OF_ORDER,
        SEEN
    }

    private Emitters emitters;

    /** The most recently used cursor in pieces: the usual event raises its next number and touches nothing else. */
    private @Nullable String emitterId;

    private int attempt;
    private long next;

    Cursors() {
        this(Emitters.NONE);
    }

    Cursors(Emitters emitters) {
        this.emitters = emitters;
        remember();
    }

    /** Moves the cursor of the event's emitter, making it the most recently used, and says how the event arrived. */
    Arrival track(EventEnvelope envelope) {
        if (!envelope.isSequenced()) {
            return Arrival.IN_ORDER;
        }
        if (envelope.seq() == next
                && envelope.attempt() == attempt
                && envelope.emitterId().equals(emitterId)) {
            next++;
            return Arrival.IN_ORDER;
        }
        return search(envelope);
    }

    /** The state of all cursors. */
    Emitters toEmitters() {
        int newest = emitters.cursors().size() - 1;
        if (newest >= 0 && emitters.cursors().get(newest).next() != next) {
            emitters = withLast(emitters, newest, at(emitters.cursors().get(newest), next));
        }
        return emitters;
    }

    private void remember() {
        List<EmitterCursor> cursors = emitters.cursors();
        if (!cursors.isEmpty()) {
            EmitterCursor newest = cursors.get(cursors.size() - 1);
            emitterId = newest.emitterId();
            attempt = newest.attempt();
            next = newest.next();
        }
    }

    private Arrival search(EventEnvelope envelope) {
        Emitters known = toEmitters();
        List<EmitterCursor> cursors = known.cursors();
        int at = find(cursors, envelope);
        EmitterCursor before =
                at < 0 ? new EmitterCursor(envelope.emitterId(), envelope.attempt(), 0, List.of(), 0) : cursors.get(at);
        EmitterCursor after = advance(before, envelope.seq());
        emitters = withLast(known, at, after);
        remember();
        if (envelope.seq() >= before.next()) {
            return Arrival.IN_ORDER;
        }
        return after.equals(before) ? Arrival.SEEN : Arrival.OUT_OF_ORDER;
    }

    private static boolean isOf(EmitterCursor cursor, EventEnvelope envelope) {
        return cursor.attempt() == envelope.attempt() && cursor.emitterId().equals(envelope.emitterId());
    }

    private static EmitterCursor at(EmitterCursor cursor, long next) {
        return new EmitterCursor(cursor.emitterId(), cursor.attempt(), next, cursor.missing(), cursor.lost());
    }

    private static int find(List<EmitterCursor> cursors, EventEnvelope envelope) {
        for (int i = cursors.size() - 1; i >= 0; i--) {
            if (isOf(cursors.get(i), envelope)) {
                return i;
            }
        }
        return -1;
    }

    /** The cursor after that number; an equal one if it had been seen. */
    private static EmitterCursor advance(EmitterCursor cursor, long seq) {
        if (seq == cursor.next()) {
            return at(cursor, seq + 1);
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
}
