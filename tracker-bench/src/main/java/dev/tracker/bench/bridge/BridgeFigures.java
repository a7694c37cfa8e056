package dev.tracker.bench.bridge;

import dev.tracker.bench.run.Measure;
import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What a run has found.
 *
 * @param frames that all viewers took in the measured time
 * @param bytes that they took
 * @param p50Micros from the sending of a change to its frame at a viewer
 * @param p99Micros the same
 * @param samples how many such delays were measured
 * @param cpuNanos processor time of the bridge
 * @param nanos of the measured time
 * @param heapBytes heap of the bridge after a collection, under load
 * @param heapWithoutViewers the same before the first viewer came
 * @param readyMs from the bridge's start until it had read all
 * @param floor delays of the plain consumer, in microseconds
 */
record BridgeFigures(
        BridgePoint point,
        long frames,
        long bytes,
        long p50Micros,
        long p99Micros,
        long samples,
        long cpuNanos,
        long nanos,
        long heapBytes,
        long heapWithoutViewers,
        long readyMs,
        Histogram floor) {

    private static final double MICROS_PER_MS = 1e3;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double KIB = 1024;
    private static final double MIB = KIB * KIB;
    private static final double P50 = 50;
    private static final double P99 = 99;

    Measure measure() {
        double seconds = nanos / NANOS_PER_SECOND;
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("bench", "bridge");
        values.put("viewers", point.viewers());
        values.put("stopped", point.stopped());
        values.put("tasks", point.tasks());
        values.put("changesPerSecond", point.rate());
        values.put("framesPerSecond", Math.round(frames / seconds));
        values.put("mibPerSecond", Measure.rounded(bytes / MIB / seconds, 1));
        values.put("cores", Measure.rounded(cpuNanos / (double) nanos, 2));
        values.put("p50Ms", ms(p50Micros));
        values.put("p99Ms", ms(p99Micros));
        values.put("floorP50Ms", ms(floor.getValueAtPercentile(P50)));
        values.put("floorP99Ms", ms(floor.getValueAtPercentile(P99)));
        values.put("ratioToLimit", Measure.rounded(p99Micros / (double) floor.getValueAtPercentile(P99), 2));
        values.put("samples", samples);
        values.put("heapMib", Measure.rounded(heapBytes / MIB, 0));
        values.put(
                "heapKibAViewer",
                Measure.rounded((heapBytes - heapWithoutViewers) / KIB / (point.viewers() + point.stopped()), 1));
        values.put("readyMs", readyMs);
        return new Measure(values);
    }

    private static double ms(long micros) {
        return Measure.rounded(micros / MICROS_PER_MS, 2);
    }
}
