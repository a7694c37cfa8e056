package dev.tracker.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs Python with the worker module of {@code clients/python} in its path. {@code build/worker-setup} installs Python; without it the tests fail. */
final class Python {

    private static final Path CLIENTS = Path.of("../clients").toAbsolutePath().normalize();
    private static final long MINUTES = 5;

    /** Runs the tests in that folder of {@code clients} and returns what they say. */
    static String test(String clients, String module, Path output) throws IOException, InterruptedException {
        run(
                new ProcessBuilder("python3", "-W", "error::ResourceWarning", "-m", "unittest", module)
                        .directory(CLIENTS.resolve(clients).toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile()),
                output);
        return Files.readString(output);
    }

    /** Runs a script and returns the lines that it prints. */
    static List<String> script(Path script, Path input, Path output) throws IOException, InterruptedException {
        Path errors = output.resolveSibling("errors");
        run(
                new ProcessBuilder("python3", script.toAbsolutePath().toString())
                        .redirectInput(input.toFile())
                        .redirectError(errors.toFile())
                        .redirectOutput(output.toFile()),
                errors);
        return Files.readAllLines(output);
    }

    private static void run(ProcessBuilder builder, Path errors) throws IOException, InterruptedException {
        builder.environment().keySet().removeIf(name -> name.startsWith("TRACKER_"));
        builder.environment().put("PYTHONPATH", CLIENTS.resolve("python").toString());
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        builder.environment().put("PYTHONIOENCODING", "utf-8");
        Process process = start(builder);
        try {
            assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES))
                    .as("ends within %s minutes", MINUTES)
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
    }

    private static Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new AssertionError(
                    "there is no python3, which the tests of clients/ need; run build/worker-setup", e);
        }
    }

    private Python() {}
}
