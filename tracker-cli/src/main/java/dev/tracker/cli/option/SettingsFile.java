package dev.tracker.cli.option;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads a small text file that an option names. */
public final class SettingsFile {

    /** More than any table that people write. */
    private static final long MAX_BYTES = 1024 * 1024;

    /** @throws UserException naming the option and the file, if it can't be read */
    public static String read(String option, Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new UserException(option + " names a file of more than 1 MiB: " + file);
            }
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new UserException(option + " names a file that does not exist: " + file, e);
        } catch (CharacterCodingException e) {
            throw new UserException(option + " names a file that is not UTF-8 text: " + file, e);
        } catch (IOException e) {
            throw new UserException(option + " names a file that can't be read: " + file, e);
        }
    }

    private SettingsFile() {}
}
