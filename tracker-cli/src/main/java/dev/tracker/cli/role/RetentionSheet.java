package dev.tracker.cli.role;

import dev.tracker.streams.retention.DayPartition;
import dev.tracker.streams.retention.RetentionReport;
import java.io.PrintWriter;
import java.util.Locale;

/** Says what retention dropped, or would drop. */
final class RetentionSheet {

    /** Below that, what has no day is not worth a line. */
    private static final long NOTEWORTHY_BYTES = 1024 * 1024;

    private final RetentionReport report;
    private final boolean dryRun;

    RetentionSheet(RetentionReport report, boolean dryRun) {
        this.report = report;
        this.dryRun = dryRun;
    }

    void print(PrintWriter out) {
        if (report.refusal() != null) {
            out.println("nothing dropped: " + report.refusal());
            out.flush();
            return;
        }
        for (DayPartition partition : report.dropped()) {
            out.printf(
                    Locale.ROOT,
                    "%s %-32s %,14d bytes, about %,d rows%n",
                    dryRun ? "would drop" : "dropped",
                    partition.table(),
                    partition.bytes(),
                    partition.rows());
        }
        out.printf(
                Locale.ROOT,
                "%s %d partitions, %,d bytes; kept: all from %s on%n",
                dryRun ? "would drop" : "dropped",
                report.dropped().size(),
                report.bytes(),
                report.keptFrom());
        if (report.undatedBytes() > NOTEWORTHY_BYTES) {
            out.printf(
                    Locale.ROOT,
                    "kept as well: %,d bytes of events without a time of their own, which belong to no day%n",
                    report.undatedBytes());
        }
        out.flush();
    }
}
