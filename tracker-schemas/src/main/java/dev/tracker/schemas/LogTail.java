package dev.tracker.schemas;

import dev.tracker.schemas.binary.BinaryInput;
import dev.tracker.schemas.binary.BinaryOutput;
import java.util.Collection;

/**
 * {@link LogLines} while they grow: a line is written behind the others and nothing else is touched. Lines that are too many go when they are as many as those
 * that are kept. Not thread-safe.
 */
public final class LogTail {

    private final int maxLines;
    private final BinaryOutput out = new BinaryOutput(0);
    private int lines;

    /** An empty one that keeps so many lines, from 1. */
    public LogTail(int maxLines) {
        this.maxLines = maxLines;
    }

    /** One that begins with the given lines. */
    public LogTail(int maxLines, Collection<LogEntry> entries) {
        this(maxLines);
        LogLines known = LogLines.copyOf(entries);
        out.writeRaw(known.packed(), 0, known.packed().length);
        lines = known.size();
    }

    /**
     * Adds a line; the oldest goes if there are too many.
     *
     * @param at when, in microseconds since 1970
     */
    public void add(long at, String message) {
        if (lines >= 2 * maxLines) {
            out.removeFirst(surplus());
            lines = maxLines;
        }
        out.writeSigned(at);
        out.writeText(message);
        lines++;
    }

    /** The lines as they are now. */
    public LogLines toLines() {
        return LogLines.ofPacked(out.since(surplus()), Math.min(lines, maxLines));
    }

    /** How many bytes the lines take that are too many. */
    private int surplus() {
        if (lines <= maxLines) {
            return 0;
        }
        BinaryInput in = out.toInput();
        for (int i = lines; i > maxLines; i--) {
            LogLines.skip(in);
        }
        return in.position();
    }
}
