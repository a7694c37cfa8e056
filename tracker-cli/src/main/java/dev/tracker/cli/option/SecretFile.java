package dev.tracker.cli.option;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;

/** A file that holds a secret, readable by its owner only. */
public final class SecretFile {

    /** Makes the file unless it is there; gives what it holds. */
    public static String ensure(Path file, Supplier<String> secret) throws IOException {
        if (Files.notExists(file)) {
            Path folder = file.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            } else {
                Files.createFile(file);
            }
            Files.write(file, (secret.get() + "\n").getBytes(StandardCharsets.US_ASCII), StandardOpenOption.WRITE);
        }
        return Files.readString(file).strip();
    }

    private SecretFile() {}
}
