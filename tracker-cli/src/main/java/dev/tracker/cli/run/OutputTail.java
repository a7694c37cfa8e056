package dev.tracker.cli.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** The lines that wait to be looked at. Never makes the command wait: beyond its bound the oldest go. Thread-safe. */
final class OutputTail {

    private static final int MOST = 1_000;

    private final ArrayDeque<String> lines = new ArrayDeque<>();
    private long skipped;

    synchronized void add(String line) {
        lines.add(line);
        if (lines.size() > MOST) {
            lines.remove();
            skipped++;
        }
    }

    synchronized List<String> take() {
        List<String> taken = new ArrayList<>(lines);
        lines.clear();
        return taken;
    }

    /** Lines that went unseen since the last call. */
    synchronized long takeSkipped() {
        long count = skipped;
        skipped = 0;
        return count;
    }
}
