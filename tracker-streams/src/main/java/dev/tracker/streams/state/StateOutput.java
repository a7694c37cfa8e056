package dev.tracker.streams.state;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Grows an array of the state's primitives. Whole numbers are variable-length, seven bits a byte, least significant first (as in Protocol Buffers);
 * signed ones are zigzag-coded before. Not thread-safe.
 */
final class StateOutput {

    private static final int INITIAL_BYTES = 512;
    private static final int MAX_VARINT_BYTES = 10;
    private static final long MICROS = 1_000_000;
    private static final int NANOS_PER_MICRO = 1000;

    private byte[] bytes = new byte[INITIAL_BYTES];
    private int size;

    void writeByte(int value) {
        ensure(1);
        bytes[size++] = (byte) value;
    }

    void writeBoolean(boolean value) {
        writeByte(value ? 1 : 0);
    }

    /** A number from 0; short for small ones. */
    void writeUnsigned(long value) {
        ensure(MAX_VARINT_BYTES);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) ((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    void writeSigned(long value) {
        writeUnsigned((value << 1) ^ (value >> 63));
    }

    void writeDouble(double value) {
        long bits = Double.doubleToLongBits(value);
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            writeByte((int) (bits >>> shift));
        }
    }

    /** Length of the UTF-8 form plus 1, then the form; 0 stands for none. */
    void writeText(@Nullable String text) {
        if (text == null) {
            writeUnsigned(0);
            return;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        writeUnsigned(utf8.length + 1L);
        ensure(utf8.length);
        System.arraycopy(utf8, 0, bytes, size, utf8.length);
        size += utf8.length;
    }

    /** Whole microseconds since 1970, signed. */
    void writeTime(Instant time) {
        writeSigned(Math.addExact(Math.multiplyExact(time.getEpochSecond(), MICROS), time.getNano() / NANOS_PER_MICRO));
    }

    void writeOptionalTime(@Nullable Instant time) {
        writeBoolean(time != null);
        if (time != null) {
            writeTime(time);
        }
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    private void ensure(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
