package dev.tracker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The command in a JVM of its own, as {@code ./tracker} runs it, with its output in a file. */
final class TrackerProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Process process;
    private final Path output;

    private TrackerProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static TrackerProcess start(Path folder, Map<String, String> environment, String... arguments) {
        try {
            Path output = Files.createTempFile(folder, "output", ".txt");
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx768m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Main.class.getName()));
            command.addAll(List.of(arguments));
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            return new TrackerProcess(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code dev} on free ports with its data in that folder, ready. */
    static TrackerProcess dev(Path data) throws IOException {
        TrackerProcess dev = startDev(data);
        dev.awaitOutput("Tracker is ready");
        return dev;
    }

    /** The same, not waited for. */
    static TrackerProcess startDev(Path data) throws IOException {
        Path folder = Files.createDirectories(data.resolveSibling("output"));
        return start(
                folder,
                Map.of(),
                "dev",
                "--data",
                data.toString(),
                "--port",
                "0",
                "--kafka-port",
                "0",
                "--postgres-port",
                "0");
    }

    void awaitOutput(String text) {
        await().atMost(PATIENCE).until(() -> output().contains(text) || !process.isAlive());
        assertThat(output()).contains(text);
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGTERM; returns the exit code. */
    int terminate() throws InterruptedException {
        process.destroy();
        return awaitExit();
    }

    int awaitExit() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("ended: %s", output())
                .isTrue();
        return process.exitValue();
    }

    /** SIGKILL: no hook runs, nothing is flushed. */
    void kill() throws InterruptedException {
        assertThat(process.isAlive()).as("alive: %s", output()).isTrue();
        process.destroyForcibly();
        awaitExit();
    }

    /** For the end of a test, whatever became of it: lets {@code dev} take its PostgreSQL along. */
    @Override
    public void close() throws InterruptedException {
        if (process.isAlive()) {
            process.destroy();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }
}
