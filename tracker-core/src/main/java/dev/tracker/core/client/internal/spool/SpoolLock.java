package dev.tracker.core.client.internal.spool;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The claim on a folder, which the operating system drops with the process. */
final class SpoolLock implements Closeable {

    private final RandomAccessFile file;

    private SpoolLock(RandomAccessFile file) {
        this.file = file;
    }

    /** Null if somebody else has it, in this process or another. */
    static @Nullable SpoolLock tryClaim(Path path) throws IOException {
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
        FileLock lock = null;
        try {
            lock = file.getChannel().tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            // The same answer as from another process.
        } finally {
            if (lock == null) {
                file.close();
            }
        }
        return lock == null ? null : new SpoolLock(file);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
