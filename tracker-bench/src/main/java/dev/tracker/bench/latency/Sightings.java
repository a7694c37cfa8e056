package dev.tracker.bench.latency;

import org.HdrHistogram.Histogram;

/** What one observer has seen of the probes, and how late. Thread-safe. */
final class Sightings {

    private static final long HIGHEST_MICROS = 600_000_000L;
    private static final int DIGITS = 3;

    private final Probes probes;
    private final int[] seen = new int[LatencyRun.PROBE_TASKS];
    private final Histogram micros = new Histogram(HIGHEST_MICROS, DIGITS);

    Sightings(Probes probes) {
        this.probes = probes;
    }

    /** The probe task was seen in that iteration, just now. */
    synchronized void saw(int task, int iteration) {
        long now = System.nanoTime();
        for (int i = seen[task] + 1; i <= iteration; i++) {
            long intended = probes.intended(task, i);
            if (intended != 0) {
                micros.recordValue(Math.min(HIGHEST_MICROS, Math.max(0, (now - intended) / 1000)));
            }
        }
        seen[task] = Math.max(seen[task], iteration);
    }

    /** Whether every task was seen in at least that iteration. */
    synchronized boolean haveAll(int[] iterations) {
        for (int i = 0; i < seen.length; i++) {
            if (seen[i] < iterations[i]) {
                return false;
            }
        }
        return true;
    }

    synchronized Histogram copy() {
        return micros.copy();
    }
}
