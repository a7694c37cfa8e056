package dev.tracker.core.client.internal.spool;

import dev.tracker.schemas.WireLimits;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * One update as it lies in a segment: marker, length of the body, CRC32C of length and body, body. The body is number, weight, length of the key, key, value;
 * all numbers are big-endian.
 *
 * @param number its place in the order of acceptance; ascends through all segments, with gaps where something was dropped
 * @param key the task's id in UTF-8
 * @param value the event's JSON
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares records.
public record SpoolRecord(long number, Weight weight, byte[] key, byte[] value) {

    /** Begins with a byte that no UTF-8 text holds, so that the search for the next record behind a damaged one is not led astray by a text. */
    static final int MARKER = 0xFF54_5301;

    static final int HEADER_BYTES = 3 * Integer.BYTES;

    private static final int FIXED_BODY_BYTES = Long.BYTES + 1 + Short.BYTES;

    /** A character of an id takes at most three bytes (a pair four). */
    static final int MAX_BODY_BYTES = FIXED_BODY_BYTES + 3 * WireLimits.MAX_ID + WireLimits.MAX_EVENT_BYTES;

    /** What it takes in a segment. */
    static int size(byte[] key, byte[] value) {
        return HEADER_BYTES + FIXED_BODY_BYTES + key.length + value.length;
    }

    int size() {
        return size(key, value);
    }

    byte[] encoded() {
        byte[] bytes = new byte[size()];
        ByteBuffer out = ByteBuffer.wrap(bytes);
        int bodyBytes = bytes.length - HEADER_BYTES;
        out.putInt(MARKER).putInt(bodyBytes).putInt(0);
        out.putLong(number).put(weight.code).putShort((short) key.length);
        out.put(key).put(value);
        out.putInt(2 * Integer.BYTES, checksum(bytes, 0, bodyBytes));
        return bytes;
    }

    /** Length of the body that begins there, negative if no record can begin there. */
    static int bodyBytes(byte[] bytes, int at) {
        ByteBuffer in = ByteBuffer.wrap(bytes, at, HEADER_BYTES);
        if (in.getInt() != MARKER) {
            return -1;
        }
        int length = in.getInt();
        return length >= FIXED_BODY_BYTES && length <= MAX_BODY_BYTES ? length : -1;
    }

    /** The record that stands there, null if it is damaged. */
    static @Nullable SpoolRecord decode(byte[] bytes, int at, int bodyBytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes, at + 2 * Integer.BYTES, Integer.BYTES + bodyBytes);
        if (in.getInt() != checksum(bytes, at, bodyBytes)) {
            return null;
        }
        long number = in.getLong();
        Weight weight = Weight.ofCode(in.get());
        int keyBytes = in.getShort();
        if (weight == null || keyBytes < 0 || keyBytes > in.remaining()) {
            return null;
        }
        byte[] key = new byte[keyBytes];
        in.get(key);
        byte[] value = new byte[in.remaining()];
        in.get(value);
        return new SpoolRecord(number, weight, key, value);
    }

    private static int checksum(byte[] bytes, int at, int bodyBytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, at + Integer.BYTES, Integer.BYTES);
        crc.update(bytes, at + HEADER_BYTES, bodyBytes);
        return (int) crc.getValue();
    }
}
