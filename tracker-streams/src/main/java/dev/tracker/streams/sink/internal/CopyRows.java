package dev.tracker.streams.sink.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;

/**
 * Rows in the binary form of {@code COPY}, encoded as they are added: the server parses nothing but JSON, and no text needs escaping. The caller sees
 * to it that each row gets as many fields as it was announced with, of the columns' types. Not thread-safe.
 */
final class CopyRows {

    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final byte[] TRAILER = {(byte) 0xff, (byte) 0xff};
    private static final int JSONB_VERSION = 1;
    private static final int TEXT_OID = 25;
    private static final int CHUNK = 64 * 1024;
    /** Most buffers stay small: a partition without traffic has one, too. */
    private static final int FIRST_CHUNK = 4 * 1024;

    private static final long PG_EPOCH_SECOND = 946_684_800L;
    private static final int PG_EPOCH_DAY = 10_957;
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

    /** Full ones. Rows are never copied to make room, and each chunk goes out as one message. */
    private final List<ByteBuffer> full = new ArrayList<>();

    private ByteBuffer out = ByteBuffer.allocate(FIRST_CHUNK);
    private long fullBytes;
    private int rows;

    /** Begins a row of that many fields. */
    CopyRows row(int fields) {
        room(2).putShort((short) fields);
        rows++;
        return this;
    }

    CopyRows integer(int value) {
        room(8).putInt(4).putInt(value);
        return this;
    }

    CopyRows bigint(long value) {
        room(12).putInt(8).putLong(value);
        return this;
    }

    CopyRows real(double value) {
        room(12).putInt(8).putDouble(value);
        return this;
    }

    CopyRows bool(boolean value) {
        room(5).putInt(1).put((byte) (value ? 1 : 0));
        return this;
    }

    CopyRows uuid(UUID value) {
        room(20).putInt(16).putLong(value.getMostSignificantBits()).putLong(value.getLeastSignificantBits());
        return this;
    }

    CopyRows date(LocalDate value) {
        return integer((int) (value.toEpochDay() - PG_EPOCH_DAY));
    }

    /** A time out of the years 1 to 9999 becomes the nearest within them. */
    CopyRows time(@Nullable Instant value) {
        if (value == null) {
            return nothing();
        }
        Instant within = value.isBefore(EARLIEST) ? EARLIEST : value.isAfter(LATEST) ? LATEST : value;
        return bigint((within.getEpochSecond() - PG_EPOCH_SECOND) * 1_000_000 + within.getNano() / 1_000);
    }

    CopyRows text(@Nullable String value) {
        return value == null ? nothing() : bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    /** Text that is UTF-8 already. */
    CopyRows bytes(byte[] value) {
        room(4 + value.length).putInt(value.length).put(value);
        return this;
    }

    CopyRows jsonb(byte[] utf8) {
        room(5 + utf8.length).putInt(1 + utf8.length).put((byte) JSONB_VERSION).put(utf8);
        return this;
    }

    /** A row, or the beginning of one, that was encoded before. */
    CopyRows encoded(byte[] row) {
        room(row.length).put(row);
        rows++;
        return this;
    }

    CopyRows json(byte[] utf8) {
        return bytes(utf8);
    }

    CopyRows texts(List<String> values) {
        ByteBuffer head = room(24);
        int start = head.position();
        long before = size();
        out.putInt(0);
        out.putInt(values.isEmpty() ? 0 : 1).putInt(0).putInt(TEXT_OID);
        if (!values.isEmpty()) {
            out.putInt(values.size()).putInt(1);
            values.forEach(this::text);
        }
        head.putInt(start, (int) (size() - before - 4));
        return this;
    }

    CopyRows nothing() {
        room(4).putInt(-1);
        return this;
    }

    int rows() {
        return rows;
    }

    long size() {
        return fullBytes + out.position();
    }

    /** All of it in one piece. */
    byte[] toBytes() {
        ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(size()));
        full.forEach(chunk -> all.put(chunk.array(), chunk.arrayOffset(), chunk.position()));
        return all.put(out.array(), out.arrayOffset(), out.position()).array();
    }

    /** Sends the header, the rows of all, and the trailer; ends the copy. */
    static void send(CopyIn copy, List<CopyRows> all) throws SQLException {
        copy.writeToCopy(HEADER, 0, HEADER.length);
        for (CopyRows part : all) {
            for (ByteBuffer chunk : part.full) {
                copy.writeToCopy(chunk.array(), chunk.arrayOffset(), chunk.position());
            }
            copy.writeToCopy(part.out.array(), part.out.arrayOffset(), part.out.position());
        }
        copy.writeToCopy(TRAILER, 0, TRAILER.length);
        copy.endCopy();
    }

    private ByteBuffer room(int bytes) {
        if (out.remaining() < bytes) {
            if (out.position() > 0) {
                full.add(out);
                fullBytes += out.position();
            }
            out = ByteBuffer.allocate(Math.max(CHUNK, bytes));
        }
        return out;
    }
}
