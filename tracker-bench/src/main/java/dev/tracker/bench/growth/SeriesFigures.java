package dev.tracker.bench.growth;

import dev.tracker.bench.run.Measure;
import dev.tracker.bench.run.Spread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The figures of a series. Ratios to its first point are taken within a round, because machines have good and bad minutes. */
record SeriesFigures(String name, List<PointFigures> points) {

    /** One measure a point, and one more for each restore. */
    List<Measure> measures() {
        List<Measure> measures = new ArrayList<>();
        points.forEach(point -> measures.add(measure(point)));
        for (PointFigures point : points) {
            Restore restore = point.restore();
            if (restore != null) {
                measures.add(measure(point.x(), restore));
            }
        }
        return measures;
    }

    private Measure measure(PointFigures point) {
        PointFigures first = points.get(0);
        Spread ratio = ratios(point.cpuMicros(), first.cpuMicros());
        Map<String, Object> values = begin(name, point.x());
        values.put(
                "cpuMicrosPerEvent",
                Measure.rounded(Spread.of(point.cpuMicros()).median(), 2));
        values.put("ratioToFirst", Measure.rounded(ratio.median(), 3));
        values.put("minRatio", Measure.rounded(ratio.min(), 3));
        values.put("maxRatio", Measure.rounded(ratio.max(), 3));
        values.put(
                "allocatedBytesPerEvent",
                Math.round(Spread.of(point.allocatedBytes()).median()));
        values.put(
                "snapshotsPerEvent",
                Measure.rounded(Spread.of(point.snapshots()).median(), 4));
        values.put("heapAfterGcBytes", point.heapBytes());
        values.put("stateBytesMedian", point.states().median());
        values.put("stateBytesMax", point.states().max());
        values.put("diskBytes", point.diskBytes());
        values.put("activeTasks", point.active());
        values.put("eventBytes", point.eventBytes());
        values.put("rounds", point.cpuMicros().size());
        return new Measure(values);
    }

    private static Spread ratios(List<Double> figures, List<Double> first) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < figures.size(); round++) {
            ratios.add(figures.get(round) / first.get(round));
        }
        return Spread.of(ratios);
    }

    private static Measure measure(long tasks, Restore restore) {
        PlainReadMain.Read read = restore.read();
        Map<String, Object> values = begin("restore", tasks);
        values.put("restoreSeconds", Measure.rounded(restore.restored().restoreSeconds(), 2));
        values.put("plainReadSeconds", Measure.rounded(read.seconds(), 2));
        values.put("ratioToRead", Measure.rounded(restore.restored().restoreSeconds() / read.seconds(), 2));
        values.put("readySeconds", Measure.rounded(restore.restored().readySeconds(), 2));
        values.put("readyOnEmptySeconds", Measure.rounded(restore.onEmptyLog().readySeconds(), 2));
        values.put("changelogRecords", read.records());
        values.put("changelogBytes", read.bytes());
        return new Measure(values);
    }

    /** The measure of recorded tasks, which have no point of their own. */
    static Measure recorded(StateSizes sizes) {
        Map<String, Object> values = begin("recorded", sizes.tasks());
        values.put("stateBytesMedian", sizes.median());
        values.put("stateBytesP90", sizes.p90());
        values.put("stateBytesMax", sizes.max());
        return new Measure(values);
    }

    private static Map<String, Object> begin(String series, long x) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("bench", "growth");
        values.put("series", series);
        values.put("x", x);
        return values;
    }
}
