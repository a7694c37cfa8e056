package dev.tracker.cli.dev;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** The dashboard's token: made at the first start, readable by the owner only. */
final class TokenFile {

    private static final int BYTES = 32;

    /** Makes the file unless it is there. */
    static Path ensure(Path data) throws IOException {
        Path file = data.resolve("token");
        if (Files.notExists(file)) {
            byte[] random = new byte[BYTES];
            new SecureRandom().nextBytes(random);
            String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
            if (Files.getFileStore(data).supportsFileAttributeView("posix")) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            } else {
                Files.createFile(file);
            }
            Files.write(file, (token + "\n").getBytes(StandardCharsets.US_ASCII), StandardOpenOption.WRITE);
        }
        return file;
    }

    private TokenFile() {}
}
