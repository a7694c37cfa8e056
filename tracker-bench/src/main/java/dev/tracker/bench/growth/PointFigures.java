package dev.tracker.bench.growth;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was found of a point. Not thread-safe. */
final class PointFigures {

    private final long x;
    private final int active;
    private final List<Rig.Cost> rounds = new ArrayList<>();
    private long heapBytes;
    private long diskBytes;
    private StateSizes states = new StateSizes(0, 0, 0, 0);
    private @Nullable Restore restore;

    PointFigures(long x, int active) {
        this.x = x;
        this.active = active;
    }

    void add(Rig.Cost round) {
        rounds.add(round);
    }

    void atRest(long heapAfterGcBytes, long stateFolderBytes) {
        heapBytes = heapAfterGcBytes;
        diskBytes = stateFolderBytes;
    }

    void states(StateSizes sizes) {
        states = sizes;
    }

    void restored(Restore found) {
        restore = found;
    }

    long x() {
        return x;
    }

    int active() {
        return active;
    }

    /** Microseconds of processor time an event, by round. */
    List<Double> cpuMicros() {
        return rounds.stream()
                .map(round -> round.usage().cpuNanos() / 1e3 / round.events())
                .toList();
    }

    /** Bytes allocated an event, by round. */
    List<Double> allocatedBytes() {
        return rounds.stream()
                .map(round -> (double) round.usage().allocatedBytes() / round.events())
                .toList();
    }

    /** Snapshots written an event, by round. */
    List<Double> snapshots() {
        return rounds.stream()
                .map(round -> (double) round.snapshots() / round.events())
                .toList();
    }

    /** Mean size of an event in bytes. */
    long eventBytes() {
        return rounds.stream().mapToLong(Rig.Cost::valueBytes).sum()
                / rounds.stream().mapToLong(Rig.Cost::events).sum();
    }

    long heapBytes() {
        return heapBytes;
    }

    long diskBytes() {
        return diskBytes;
    }

    StateSizes states() {
        return states;
    }

    @Nullable
    Restore restore() {
        return restore;
    }
}
