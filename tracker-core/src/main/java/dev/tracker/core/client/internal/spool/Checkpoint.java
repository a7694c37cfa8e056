package dev.tracker.core.client.internal.spool;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/** Up to which number everything is delivered, in a file with two places that are written in turn: a torn write costs the newest of them only. */
final class Checkpoint implements Closeable {

    private static final int SLOT_BYTES = Long.BYTES + Integer.BYTES;
    private static final int SLOTS = 2;

    private final RandomAccessFile file;
    private long number;
    private int slot;

    Checkpoint(Path path) throws IOException {
        file = new RandomAccessFile(path.toFile(), "rw");
        for (int i = 0; i < SLOTS && file.length() >= (i + 1L) * SLOT_BYTES; i++) {
            byte[] bytes = new byte[SLOT_BYTES];
            file.seek((long) i * SLOT_BYTES);
            file.readFully(bytes);
            ByteBuffer in = ByteBuffer.wrap(bytes);
            long found = in.getLong();
            if (in.getInt() == checksum(bytes) && found > number) {
                number = found;
                slot = (i + 1) % SLOTS;
            }
        }
    }

    /** The last one written, 0 if none was, or none is legible: then everything that is left is delivered again. */
    long number() {
        return number;
    }

    void write(long delivered) throws IOException {
        ByteBuffer out = ByteBuffer.allocate(SLOT_BYTES).putLong(delivered);
        out.putInt(checksum(out.array()));
        file.seek((long) slot * SLOT_BYTES);
        file.write(out.array());
        slot = (slot + 1) % SLOTS;
        number = delivered;
    }

    private static int checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, Long.BYTES);
        return (int) crc.getValue();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
