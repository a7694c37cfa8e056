package dev.tracker.cli.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * What a file looks like from outside; if it still does, nothing has been written to it.
 *
 * @param size in bytes
 * @param modified last change in microseconds since 1970
 * @param key tells the file from another one of the same name, where the file system can; else empty
 */
record FileState(long size, long modified, String key) {

    static FileState of(Path file) throws IOException {
        return of(Files.readAttributes(file, BasicFileAttributes.class));
    }

    static FileState of(BasicFileAttributes attributes) {
        return new FileState(
                attributes.size(),
                attributes.lastModifiedTime().to(TimeUnit.MICROSECONDS),
                Objects.toString(attributes.fileKey(), ""));
    }

    /** The same file, so that it counts as changed since. */
    FileState asChanged() {
        return new FileState(size, -1, key);
    }

    /** Whether it may be the same file, only longer. */
    boolean mayHaveGrownFrom(FileState before) {
        return key.equals(before.key) && size >= before.size;
    }
}
