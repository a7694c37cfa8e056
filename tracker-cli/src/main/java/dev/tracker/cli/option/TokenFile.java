package dev.tracker.cli.option;

import dev.tracker.bridge.AccessToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The dashboard's token: made at the first start, readable by the owner only. */
public final class TokenFile {

    /** Makes the file unless it is there. */
    public static Path ensure(Path data) throws IOException {
        Path file = data.resolve("token");
        SecretFile.ensure(file, AccessToken::randomSecret);
        return file;
    }

    /** The token in the file. */
    public static String read(Path file) throws IOException {
        return Files.readString(file).strip();
    }

    private TokenFile() {}
}
