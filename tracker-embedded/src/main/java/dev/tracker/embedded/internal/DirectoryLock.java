package dev.tracker.embedded.internal;

import dev.tracker.embedded.EmbeddedServerException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * An exclusive claim on a data folder, held until closed. The operating system drops it with the process, so a
 * {@code kill -9} leaves nothing to clean up.
 */
public final class DirectoryLock implements AutoCloseable {
    private static final int MAX_LOOKS = 50;
    private static final long BETWEEN_LOOKS_NANOS = 100_000_000;

    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Creates the folder if need be and claims it.
     *
     * @throws EmbeddedServerException if the folder cannot be written, or if it is claimed already, here or by another
     *     process
     */
    public static DirectoryLock claim(Path directory) {
        FileChannel channel = null;
        try {
            Files.createDirectories(directory);
            channel = FileChannel.open(
                    directory.resolve("tracker.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) != null) {
                return new DirectoryLock(channel);
            }
            channel.close();
        } catch (IOException e) {
            closeQuietly(channel, e);
            throw new EmbeddedServerException("The data folder " + directory + " cannot be used: " + e, e);
        }
        throw new EmbeddedServerException(
                "The data folder " + directory + " is locked: another running Tracker is using it");
    }

    /** Waits a moment where another process has the lock: one that was just killed gives it back only when it is wholly gone. */
    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            for (int look = 0; lock == null && look < MAX_LOOKS; look++) {
                LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
                lock = channel.tryLock();
            }
            return lock;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    private static void closeQuietly(@Nullable FileChannel channel, IOException cause) {
        if (channel == null) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new EmbeddedServerException("The lock of a data folder could not be released", e);
        }
    }
}
