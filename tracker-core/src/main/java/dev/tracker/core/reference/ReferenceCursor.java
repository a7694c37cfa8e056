package dev.tracker.core.reference;

import dev.tracker.schemas.EmitterCursor;
import dev.tracker.schemas.SeqRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The sequence numbers that one emitter's events had within one attempt. It keeps the numbers <em>seen</em>, as runs, and derives the missing ones
 * from them.
 */
final class ReferenceCursor {

    enum Sight {
        IN_ORDER,
        OUT_OF_ORDER,
        SEEN_BEFORE
    }

    /** First to last number of each run of numbers seen, from {@code horizon} on. Runs never touch. */
    private final TreeMap<Long, Long> seen = new TreeMap<>();

    /** Everything below is settled: seen or lost. */
    private long horizon;

    private long lost;

    Sight see(long seq) {
        if (seq < horizon || contains(seq)) {
            return Sight.SEEN_BEFORE;
        }
        boolean isInOrder = seq >= next();
        add(seq);
        List<SeqRange> missing = missing();
        while (missing.size() > EmitterCursor.MAX_RANGES) {
            SeqRange lowest = missing.get(0);
            lost += lowest.to() - lowest.from() + 1;
            horizon = lowest.to() + 1;
            seen.headMap(horizon).clear();
            missing = missing();
        }
        return isInOrder ? Sight.IN_ORDER : Sight.OUT_OF_ORDER;
    }

    private boolean contains(long seq) {
        Map.Entry<Long, Long> run = seen.floorEntry(seq);
        return run != null && seq <= run.getValue();
    }

    private void add(long seq) {
        long from = seq;
        long to = seq;
        Map.Entry<Long, Long> below = seen.lowerEntry(seq);
        if (below != null && below.getValue() == seq - 1) {
            from = below.getKey();
        }
        Long above = seen.remove(seq + 1);
        if (above != null) {
            to = above;
        }
        seen.put(from, to);
    }

    /** The number after the highest one seen, 0 if none was. */
    private long next() {
        return seen.isEmpty() ? horizon : seen.lastEntry().getValue() + 1;
    }

    /** The holes between the runs. */
    private List<SeqRange> missing() {
        List<SeqRange> holes = new ArrayList<>();
        long expected = horizon;
        for (Map.Entry<Long, Long> run : seen.entrySet()) {
            if (run.getKey() > expected) {
                holes.add(new SeqRange(expected, run.getKey() - 1));
            }
            expected = run.getValue() + 1;
        }
        return holes;
    }

    EmitterCursor toCursor(String emitterId, int attempt) {
        return new EmitterCursor(emitterId, attempt, next(), missing(), lost);
    }
}
