package dev.tracker.schemas;

import dev.tracker.schemas.binary.BinaryInput;
import dev.tracker.schemas.binary.BinaryOutput;
import dev.tracker.schemas.internal.JsonBytes;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * The last lines of a log, kept in the binary form of the state: ten lines are one array of bytes that is copied when the state is written, not forty objects
 * that are visited. They become objects only for who reads them. Immutable and thread-safe.
 */
public final class LogLines extends AbstractList<LogEntry> implements RandomAccess {

    public static final LogLines NONE = new LogLines(new byte[0], 0);

    /** Of each line the time and the text, one line behind the other. */
    private final byte[] packed;

    private final int size;

    /** Unpacked when first asked for; two threads may both do it, to the same end. */
    private volatile @Nullable List<LogEntry> entries;

    private LogLines(byte[] packed, int size) {
        this.packed = packed;
        this.size = size;
    }

    static LogLines ofPacked(byte[] packed, int size) {
        return size == 0 ? NONE : new LogLines(packed, size);
    }

    byte[] packed() {
        return packed;
    }

    /** The same lines; the same object where it is one already. */
    public static LogLines copyOf(Collection<LogEntry> entries) {
        if (entries instanceof LogLines lines) {
            return lines;
        }
        LogTail lines = new LogTail(Math.max(1, entries.size()));
        for (LogEntry entry : entries) {
            lines.add(Micros.of(entry.at()), entry.message());
        }
        return lines.toLines();
    }

    /** Their number, then each. */
    public void writeTo(BinaryOutput out) {
        out.writeUnsigned(size);
        out.writeRaw(packed, 0, packed.length);
    }

    /** Reads what {@link #writeTo} wrote. */
    public static LogLines readFrom(BinaryInput in) {
        int size = in.readCount();
        int start = in.position();
        for (int i = 0; i < size; i++) {
            skip(in);
        }
        return new LogLines(in.since(start), size);
    }

    /** Passes over one line. */
    static void skip(BinaryInput in) {
        in.readSigned();
        in.skipText();
    }

    /** The elements of the array in which a snapshot shows them. */
    public void writeTo(JsonBytes out) {
        BinaryInput in = new BinaryInput(packed);
        for (int i = 0; i < size; i++) {
            out.raw(i == 0 ? "{\"at\":" : ",{\"at\":").time(in.readSigned()).raw(",\"message\":");
            int start = in.skipText();
            out.text(packed, start, in.position()).raw("}");
        }
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public LogEntry get(int index) {
        List<LogEntry> unpacked = entries;
        if (unpacked == null) {
            BinaryInput in = new BinaryInput(packed);
            unpacked = new ArrayList<>(size);
            while (unpacked.size() < size) {
                unpacked.add(new LogEntry(in.readTime(), in.readText()));
            }
            entries = unpacked;
        }
        return unpacked.get(index);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LogLines lines ? Arrays.equals(packed, lines.packed) : super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }
}
