package dev.tracker.cli.option;

import dev.tracker.bridge.AccessToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The dashboard's token: made at the first start, readable by the owner only. */
public final class TokenFile {

    /** Makes the file unless it is there. */
    public static Path ensure(Path data) throws IOException {
        Path file = data.resolve("token");
        if (Files.notExists(file)) {
            Files.createDirectories(data);
            if (Files.getFileStore(data).supportsFileAttributeView("posix")) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            } else {
                Files.createFile(file);
            }
            Files.write(
                    file,
                    (AccessToken.randomSecret() + "\n").getBytes(StandardCharsets.US_ASCII),
                    StandardOpenOption.WRITE);
        }
        return file;
    }

    /** The token in the file. */
    public static String read(Path file) throws IOException {
        return Files.readString(file).strip();
    }

    private TokenFile() {}
}
