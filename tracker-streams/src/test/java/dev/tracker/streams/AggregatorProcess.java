package dev.tracker.streams;

import dev.tracker.streams.topology.FoldMeters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** An aggregator in a JVM of its own, which can be killed as no thread can. Started again in the same folder it is the same instance. */
final class AggregatorProcess implements AutoCloseable {

    private static final String INSTANCE = "instance-1";

    private final Process process;
    private final Path output;

    private AggregatorProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static AggregatorProcess start(String bootstrap, Path folder, Guarantee guarantee) {
        try {
            Files.createDirectories(folder);
            Path output = folder.resolve("output.txt");
            List<String> command = List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Dlogback.configurationFile=" + System.getProperty("logback.configurationFile", ""),
                    "-cp",
                    System.getProperty("java.class.path"),
                    AggregatorProcess.class.getName(),
                    bootstrap,
                    folder.resolve("state").toString(),
                    guarantee.name());
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                    .start();
            return new AggregatorProcess(process, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The child's own part: works until it is killed. */
    public static void main(String[] args) {
        AggregatorSettings settings = AggregatorSettings.of(args[0], Path.of(args[1]))
                .withInstanceId(INSTANCE)
                .withCommitInterval(Duration.ofMillis(100))
                .withGuarantee(Guarantee.valueOf(args[2]));
        new Aggregator(settings, FoldMeters.NONE).start();
        new CompletableFuture<Void>().join();
    }

    /** @throws IllegalStateException with what it printed, if it has ended by itself */
    void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException("the aggregator ended with " + process.exitValue() + ": " + printed());
        }
    }

    /** SIGKILL: no hook runs, nothing is flushed. Returns when it is gone. */
    void kill() {
        requireAlive();
        close();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the aggregator outlived SIGKILL");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String printed() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return "(" + e + ")";
        }
    }
}
