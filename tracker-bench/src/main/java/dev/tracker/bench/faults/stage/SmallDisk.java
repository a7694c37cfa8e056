package dev.tracker.bench.faults.stage;

import dev.tracker.bench.run.BenchException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A file system in memory, small enough to be filled. Mounting one takes rights that only root has. Not thread-safe. */
public final class SmallDisk implements AutoCloseable {

    private static final int PIECE = 64 * 1024;

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** @throws BenchException if this process may not mount */
    static SmallDisk mount(Path folder, int megabytes) throws InterruptedException {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run(List.of("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tracker-faults", folder.toString()));
        return new SmallDisk(folder);
    }

    static void run(List<String> command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said =
                    new String(process.getInputStream().readAllBytes(), java.nio.charset.Charset.defaultCharset());
            if (process.waitFor() != 0) {
                throw new BenchException(command.get(0) + " was refused, which root could do: " + said.strip());
            }
        } catch (IOException e) {
            throw new BenchException("a small disk can't be had here: " + e.getMessage(), e);
        }
    }

    /** Writes until no byte more fits. Returns how many bytes did. */
    public long fill() {
        long written = 0;
        try (FileChannel file = FileChannel.open(ballast(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (int size = PIECE; size > 0; size /= 2) {
                ByteBuffer piece = ByteBuffer.allocate(size);
                try {
                    while (true) {
                        piece.clear();
                        written += file.write(piece);
                    }
                } catch (IOException e) {
                    // Full for pieces of this size.
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return written;
    }

    /** Gives the room back. */
    public void free() {
        try {
            Files.deleteIfExists(ballast());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    /** Those who use it must have ended. */
    @Override
    public void close() throws InterruptedException {
        run(List.of("umount", "-l", folder.toString()));
    }
}
