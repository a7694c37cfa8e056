package dev.tracker.embedded.internal;

import dev.tracker.embedded.EmbeddedServerException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs a program to its end. */
final class Commands {
    private static final long LIMIT_SECONDS = 120;

    private Commands() {}

    /** How a program ended, and what it said on both of its outputs. */
    record Result(int exit, String output) {
        boolean succeeded() {
            return exit == 0;
        }
    }

    /** Runs in {@code directory}, at most two minutes. */
    static Result run(Path directory, List<String> command) {
        Path output = null;
        try {
            // A file, not a pipe: a server that the program leaves behind would hold the pipe open.
            output = Files.createTempFile("tracker-command-", ".log");
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new Result(-1, "no end after " + LIMIT_SECONDS + " s");
            }
            return new Result(
                    process.exitValue(), new String(Files.readAllBytes(output), Charset.defaultCharset()).strip());
        } catch (IOException e) {
            return new Result(-1, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedServerException("Interrupted while waiting for " + command.get(0), e);
        } finally {
            deleteQuietly(output);
        }
    }

    private static void deleteQuietly(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException leftInTheTemporaryFolder) {
            // Nothing depends on it.
        }
    }
}
