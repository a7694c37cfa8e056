package dev.tracker.schemas;

import dev.tracker.schemas.binary.BinaryInput;
import dev.tracker.schemas.binary.BinaryOutput;
import dev.tracker.schemas.internal.JsonBytes;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * Changed files, each once, kept in the binary form of the state, for the reason given at {@link LogLines}. Whether a path is in the list is looked up in that
 * form, too. Immutable and thread-safe.
 */
public final class FileLines extends AbstractList<FileEntry> implements RandomAccess {

    public static final FileLines NONE = new FileLines(new byte[0], 0);

    private static final int MAX_LENGTH_BYTES = 3;

    /** Of each file the path and whether it was created, one file behind the other. */
    private final byte[] packed;

    private final int size;

    /** Unpacked when first asked for; two threads may both do it, to the same end. */
    private volatile @Nullable List<FileEntry> entries;

    private FileLines(byte[] packed, int size) {
        this.packed = packed;
        this.size = size;
    }

    /** The same files; the same object where it is one already. */
    public static FileLines copyOf(Collection<FileEntry> entries) {
        if (entries instanceof FileLines lines) {
            return lines;
        }
        BinaryOutput out = new BinaryOutput(0);
        entries.forEach(entry -> write(out, entry));
        return new FileLines(out.toByteArray(), entries.size());
    }

    /** These files and one more behind them. */
    public FileLines plus(FileEntry entry) {
        BinaryOutput out =
                new BinaryOutput(packed.length + MAX_LENGTH_BYTES + entry.path().length() + 1);
        out.writeRaw(packed, 0, packed.length);
        write(out, entry);
        return new FileLines(out.toByteArray(), size + 1);
    }

    private static void write(BinaryOutput out, FileEntry entry) {
        out.writeText(entry.path());
        out.writeBoolean(entry.created());
    }

    /** Whether that path is in the list. */
    public boolean hasPath(String path) {
        byte[] wanted = path.getBytes(StandardCharsets.UTF_8);
        BinaryInput in = new BinaryInput(packed);
        for (int i = 0; i < size; i++) {
            int start = in.skipText();
            if (Arrays.equals(packed, start, in.position(), wanted, 0, wanted.length)) {
                return true;
            }
            in.readBoolean();
        }
        return false;
    }

    /** UTF-16 units of all paths together. */
    public int pathLength() {
        BinaryInput in = new BinaryInput(packed);
        int total = 0;
        for (int i = 0; i < size; i++) {
            int start = in.skipText();
            total += unitsOf(start, in.position());
            in.readBoolean();
        }
        return total;
    }

    /** A character takes one unit, and those whose UTF-8 form has four bytes take two. */
    private int unitsOf(int from, int to) {
        int units = 0;
        for (int i = from; i < to; i++) {
            int b = packed[i] & 0xFF;
            units += b >= 0xF0 ? 2 : b < 0x80 || b >= 0xC0 ? 1 : 0;
        }
        return units;
    }

    /** Their number, then each. */
    public void writeTo(BinaryOutput out) {
        out.writeUnsigned(size);
        out.writeRaw(packed, 0, packed.length);
    }

    /** Reads what {@link #writeTo} wrote. */
    public static FileLines readFrom(BinaryInput in) {
        int size = in.readCount();
        int start = in.position();
        for (int i = 0; i < size; i++) {
            in.skipText();
            in.readBoolean();
        }
        return new FileLines(in.since(start), size);
    }

    /** The elements of the array in which a snapshot shows them. */
    public void writeTo(JsonBytes out) {
        BinaryInput in = new BinaryInput(packed);
        for (int i = 0; i < size; i++) {
            int start = in.skipText();
            out.raw(i == 0 ? "{\"path\":" : ",{\"path\":").text(packed, start, in.position());
            out.raw(in.readBoolean() ? ",\"created\":true}" : ",\"created\":false}");
        }
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public FileEntry get(int index) {
        List<FileEntry> unpacked = entries;
        if (unpacked == null) {
            BinaryInput in = new BinaryInput(packed);
            unpacked = new ArrayList<>(size);
            while (unpacked.size() < size) {
                unpacked.add(new FileEntry(in.readText(), in.readBoolean()));
            }
            entries = unpacked;
        }
        return unpacked.get(index);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FileLines lines ? Arrays.equals(packed, lines.packed) : super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }
}
