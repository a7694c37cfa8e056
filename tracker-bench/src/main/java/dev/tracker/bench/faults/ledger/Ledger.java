package dev.tracker.bench.faults.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.UUID;

/**
 * One producer's account of its attempts, in a file of its own that survives {@code kill -9}: attempts are on disk before they are made, results as soon as {@link #force} is called. A
 * line an entry: {@code A id} for an attempt, {@code K id partition offset} once acknowledged, {@code U id reason} where it may or may not be in the log, {@code F id reason} where it is not.
 * Thread-safe.
 */
public final class Ledger implements AutoCloseable {

    static final char ATTEMPT = 'A';
    static final char ACKED = 'K';
    static final char UNKNOWN = 'U';
    static final char FAILED = 'F';

    private final FileChannel file;
    private final StringBuilder results = new StringBuilder();

    /** Begins a file. */
    public Ledger(Path path) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns once it is on disk that these will be tried. */
    public void attempts(Collection<UUID> ids) {
        StringBuilder lines = new StringBuilder();
        ids.forEach(id -> lines.append(ATTEMPT).append(' ').append(id).append('\n'));
        append(lines);
    }

    /** It stands there in the log. */
    public void acked(UUID id, int partition, long offset) {
        result(ACKED, id, partition + " " + offset);
    }

    /** It may or may not stand in the log. */
    public void unknown(UUID id, String reason) {
        result(UNKNOWN, id, reason);
    }

    /** It was never sent. */
    public void failed(UUID id, String reason) {
        result(FAILED, id, reason);
    }

    private synchronized void result(char kind, UUID id, String text) {
        results.append(kind).append(' ').append(id).append(' ');
        results.append(text.replace('\n', ' ')).append('\n');
    }

    /** Returns once the results so far are on disk. */
    public void force() {
        append(new StringBuilder());
    }

    private synchronized void append(StringBuilder lines) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(results.append(lines).toString().getBytes(StandardCharsets.UTF_8));
            results.setLength(0);
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        force();
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
