package dev.tracker.schemas.binary;

import dev.tracker.schemas.Micros;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Grows an array of the state's primitives. Whole numbers are variable-length, seven bits a byte, least significant first (as in Protocol Buffers);
 * signed ones are zigzag-coded before. Not thread-safe.
 */
public final class BinaryOutput {

    private static final int MAX_VARINT_BYTES = 10;

    private byte[] bytes;
    private int size;

    /** @param capacity bytes to begin with; it grows as needed */
    public BinaryOutput(int capacity) {
        bytes = new byte[capacity];
    }

    public void writeByte(int value) {
        ensure(1);
        bytes[size++] = (byte) value;
    }

    public void writeBoolean(boolean value) {
        writeByte(value ? 1 : 0);
    }

    /** A number from 0; short for small ones. */
    public void writeUnsigned(long value) {
        ensure(MAX_VARINT_BYTES);
        if ((value & ~0x7FL) == 0) {
            bytes[size++] = (byte) value;
            return;
        }
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) ((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    public void writeSigned(long value) {
        writeUnsigned((value << 1) ^ (value >> 63));
    }

    public void writeDouble(double value) {
        long bits = Double.doubleToLongBits(value);
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            writeByte((int) (bits >>> shift));
        }
    }

    /** Length of the UTF-8 form plus 1, then the form; 0 stands for none. */
    public void writeText(@Nullable String text) {
        if (text == null) {
            writeUnsigned(0);
            return;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        writeUnsigned(utf8.length + 1L);
        writeRaw(utf8, 0, utf8.length);
    }

    /** Bytes as they are, without their length. */
    public void writeRaw(byte[] source, int from, int to) {
        ensure(to - from);
        System.arraycopy(source, from, bytes, size, to - from);
        size += to - from;
    }

    /** Whole microseconds since 1970, signed. */
    public void writeTime(Instant time) {
        writeSigned(Micros.of(time));
    }

    public void writeOptionalTime(@Nullable Instant time) {
        writeBoolean(time != null);
        if (time != null) {
            writeTime(time);
        }
    }

    /** Removes bytes at the beginning. */
    public void removeFirst(int count) {
        System.arraycopy(bytes, count, bytes, 0, size - count);
        size -= count;
    }

    /** Reads what has been written so far; of no use after the next write. */
    public BinaryInput toInput() {
        return new BinaryInput(bytes, size);
    }

    /** A copy of the bytes from there to the end. */
    public byte[] since(int start) {
        return Arrays.copyOfRange(bytes, start, size);
    }

    public byte[] toByteArray() {
        return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    }

    private void ensure(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
