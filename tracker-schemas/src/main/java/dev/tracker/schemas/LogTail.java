package dev.tracker.schemas;

import dev.tracker.schemas.binary.BinaryInput;
import dev.tracker.schemas.binary.BinaryOutput;
import java.util.Collection;

/**
 * {@link LogLines} while they grow: a line is written behind the others, and the oldest one is passed over where there are too many. The bytes are moved only
 * when half of them are passed over. Not thread-safe.
 */
public final class LogTail {

    private final BinaryOutput out = new BinaryOutput(0);

    /** How many bytes each line has; the oldest line's is at {@link #oldest}, and behind the end the list goes on at its beginning. */
    private final int[] sizes;

    private int oldest;
    private int lines;

    /** Where the oldest line begins. */
    private int start;

    /** An empty one that keeps so many lines, from 1. */
    public LogTail(int maxLines) {
        sizes = new int[maxLines];
    }

    /** One that begins with the given lines. */
    public LogTail(int maxLines, Collection<LogEntry> entries) {
        this(maxLines);
        byte[] packed = LogLines.copyOf(entries).packed();
        BinaryInput in = new BinaryInput(packed);
        while (in.position() < packed.length) {
            int from = in.position();
            LogLines.skip(in);
            makeRoom();
            out.writeRaw(packed, from, in.position());
            added(in.position() - from);
        }
    }

    /**
     * Adds a line; the oldest goes if there are too many.
     *
     * @param at when, in microseconds since 1970
     */
    public void add(long at, String message) {
        makeRoom();
        int before = out.size();
        out.writeSigned(at);
        out.writeText(message);
        added(out.size() - before);
    }

    /** The lines as they are now. */
    public LogLines toLines() {
        return LogLines.ofPacked(out.since(start), lines);
    }

    private void makeRoom() {
        if (lines == sizes.length) {
            start += sizes[oldest];
            oldest = (oldest + 1) % sizes.length;
            lines--;
        }
        if (start > out.size() / 2) {
            out.removeFirst(start);
            start = 0;
        }
    }

    private void added(int size) {
        sizes[(oldest + lines) % sizes.length] = size;
        lines++;
    }
}
