package dev.tracker.schemas.binary;

import dev.tracker.schemas.Micros;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads what {@link BinaryOutput} wrote. Throws {@link CorruptStateException} where the bytes end early or make no sense. Not thread-safe. */
public final class BinaryInput {

    private final byte[] bytes;
    private final int end;
    private int at;

    public BinaryInput(byte[] bytes) {
        this(bytes, bytes.length);
    }

    /** Reads the first bytes of the array only. */
    BinaryInput(byte[] bytes, int end) {
        this.bytes = bytes;
        this.end = end;
    }

    public int readByte() {
        if (at == end) {
            throw new CorruptStateException("the state ends at byte " + at);
        }
        return bytes[at++] & 0xFF;
    }

    public boolean readBoolean() {
        return readByte() != 0;
    }

    /** A number from 0. */
    public long readUnsigned() {
        long value = readVarint();
        if (value < 0) {
            throw new CorruptStateException("the number before byte " + at + " is negative");
        }
        return value;
    }

    private long readVarint() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int next = readByte();
            value |= (next & 0x7FL) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new CorruptStateException("a number before byte " + at + " has no end");
    }

    public int readInt() {
        long value = readUnsigned();
        if (value > Integer.MAX_VALUE) {
            throw new CorruptStateException("the number before byte " + at + " is out of range");
        }
        return (int) value;
    }

    public long readSigned() {
        long value = readVarint();
        return (value >>> 1) ^ -(value & 1);
    }

    public double readDouble() {
        long bits = 0;
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            bits |= (long) readByte() << shift;
        }
        return Double.longBitsToDouble(bits);
    }

    public String readText() {
        String text = readOptionalText();
        if (text == null) {
            throw new CorruptStateException("a text before byte " + at + " is missing");
        }
        return text;
    }

    @Nullable
    public String readOptionalText() {
        int length = readInt() - 1;
        if (length < 0) {
            return null;
        }
        if (length > end - at) {
            throw new CorruptStateException("the text at byte " + at + " is longer than the state");
        }
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    /** Passes over a text and says where its UTF-8 form began; it ends where the next value begins. */
    public int skipText() {
        int length = Math.max(0, readInt() - 1);
        if (length > end - at) {
            throw new CorruptStateException("the text at byte " + at + " is longer than the state");
        }
        int start = at;
        at += length;
        return start;
    }

    /** Where the next value begins. */
    public int position() {
        return at;
    }

    /** The bytes from there to the next value. */
    public byte[] since(int start) {
        return Arrays.copyOfRange(bytes, start, at);
    }

    public Instant readTime() {
        return Micros.toInstant(readSigned());
    }

    @Nullable
    public Instant readOptionalTime() {
        return readBoolean() ? readTime() : null;
    }

    /** A number of elements that can't be more than the bytes left: a corrupt count must not allocate gigabytes. */
    public int readCount() {
        int count = readInt();
        if (count > end - at) {
            throw new CorruptStateException("the count before byte " + at + " is more than the state holds");
        }
        return count;
    }

    public void expectEnd() {
        if (at != end) {
            throw new CorruptStateException((end - at) + " bytes follow the state");
        }
    }
}
