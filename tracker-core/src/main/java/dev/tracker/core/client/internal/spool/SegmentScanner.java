package dev.tracker.core.client.internal.spool;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of a segment in order. What is damaged is passed over and counted: the next record is where marker, length and checksum agree again. Used by
 * one thread at a time.
 */
final class SegmentScanner implements Closeable {

    private static final int CHUNK_BYTES = 128 * 1024;

    /** Not a channel: those are closed under everybody when the thread that uses them is interrupted. */
    private final RandomAccessFile file;

    private byte[] chunk = new byte[CHUNK_BYTES];
    private long chunkStart;
    private int chunkBytes;
    private long position;
    private long lastGood;
    private boolean inDamage;
    private long damages;

    SegmentScanner(Path path) throws IOException {
        file = new RandomAccessFile(path.toFile(), "r");
    }

    long length() throws IOException {
        return file.length();
    }

    /** Where the last whole record ended. */
    long lastGood() {
        return lastGood;
    }

    /** Stretches that were passed over so far, one that reaches to the end included. */
    long damages() {
        return damages;
    }

    /** Whether the last stretch that was looked at was damaged. */
    boolean endedInDamage() {
        return inDamage;
    }

    /** The next record that ends at or before {@code end}; null if there is none. May be called again with a later end. */
    @Nullable
    SpoolRecord next(long end) throws IOException {
        while (position < end) {
            SpoolRecord record = at(position, end);
            if (record != null) {
                position += record.size();
                lastGood = position;
                inDamage = false;
                return record;
            }
            if (!inDamage) {
                inDamage = true;
                damages++;
            }
            position++;
        }
        return null;
    }

    private @Nullable SpoolRecord at(long start, long end) throws IOException {
        if (end - start < SpoolRecord.HEADER_BYTES) {
            return null;
        }
        int at = load(start, SpoolRecord.HEADER_BYTES, end);
        int bodyBytes = SpoolRecord.bodyBytes(chunk, at);
        if (bodyBytes < 0 || start + SpoolRecord.HEADER_BYTES + bodyBytes > end) {
            return null;
        }
        at = load(start, SpoolRecord.HEADER_BYTES + bodyBytes, end);
        return SpoolRecord.decode(chunk, at, bodyBytes);
    }

    /** Makes the bytes available and says where in the chunk they begin. */
    private int load(long start, int bytes, long end) throws IOException {
        if (start < chunkStart || start + bytes > chunkStart + chunkBytes) {
            int wanted = (int) Math.min(end - start, Math.max(bytes, CHUNK_BYTES));
            if (chunk.length < wanted) {
                chunk = new byte[wanted];
            }
            chunkBytes = 0;
            file.seek(start);
            file.readFully(chunk, 0, wanted);
            chunkStart = start;
            chunkBytes = wanted;
        }
        return (int) (start - chunkStart);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
