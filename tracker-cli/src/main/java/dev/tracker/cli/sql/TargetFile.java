package dev.tracker.cli.sql;

import dev.tracker.cli.option.UserException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file that is there whole or not at all: written beside its place, and put there when it is complete and on the disk. An unfinished one goes, also on Ctrl-C. */
final class TargetFile implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TargetFile.class);

    private final Path target;
    private final Path part;
    private final Thread hook = new Thread(this::remove, "unfinished-file");

    /** @throws UserException if no file can be made there */
    TargetFile(Path target) throws IOException {
        this.target = target.toAbsolutePath();
        Path folder = this.target.getParent();
        if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(this.target)) {
            throw new UserException("--out must name a file in a folder that is there, not " + target);
        }
        this.part = Files.createTempFile(folder, "." + this.target.getFileName() + ".", ".part");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Where to write meanwhile. */
    Path part() {
        return part;
    }

    /** What was written becomes the file, in place of one that may be there. */
    void complete() throws IOException {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void remove() {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            LOG.warn("The unfinished file {} could not be removed: {}", part, e.toString());
        }
    }

    @Override
    public void close() {
        remove();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            LOG.trace("the JVM is ending, and the hook with it", e);
        }
    }
}
