package dev.tracker.bench.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A part of a benchmark in a JVM of its own. It answers in lines on its standard output and ends when its standard input does, so it never outlives this
 * process. Not thread-safe, but what it does not ask of the child (kill, suspend, resume) may be called beside a wait for its answer.
 */
public final class ChildJvm implements AutoCloseable {

    /** Marks a line of a child's output as an answer; loggers write to standard error. */
    static final String ANSWER = "@";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** A suspended child can't see its input end; whoever ends this process in the meantime would leave it behind, suspended for good. */
    private static final Set<Process> SUSPENDED = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> SUSPENDED.forEach(Process::destroyForcibly), "kill-suspended"));
    }

    private final String name;
    private final Process process;
    private final BufferedReader out;
    private final Path log;

    private ChildJvm(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * Starts one.
     *
     * @param name for messages and its log file
     * @param folder where its log goes
     * @param jvmOptions options of the JVM, heap and collector among them
     */
    public static ChildJvm start(
            String name, Path folder, List<String> jvmOptions, Class<?> main, List<String> arguments) {
        return start(name, folder, jvmOptions, ownClassPath(), Map.of(), main, arguments);
    }

    /** The same with further environment variables. */
    public static ChildJvm start(
            String name,
            Path folder,
            List<String> jvmOptions,
            Map<String, String> environment,
            Class<?> main,
            List<String> arguments) {
        return start(name, folder, jvmOptions, ownClassPath(), environment, main, arguments);
    }

    /** The same with another class path than this JVM's. */
    public static ChildJvm start(
            String name,
            Path folder,
            List<String> jvmOptions,
            String classPath,
            Class<?> main,
            List<String> arguments) {
        return start(name, folder, jvmOptions, classPath, Map.of(), main, arguments);
    }

    private static String ownClassPath() {
        return System.getProperty("java.class.path");
    }

    private static ChildJvm start(
            String name,
            Path folder,
            List<String> jvmOptions,
            String classPath,
            Map<String, String> environment,
            Class<?> main,
            List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.add(
                "-Dlogback.configurationFile=" + System.getProperty("logback.configurationFile", "logback-bench.xml"));
        command.add("-cp");
        command.add(classPath);
        command.add(main.getName());
        command.addAll(arguments);
        try {
            Files.createDirectories(folder);
            Path log = folder.resolve(name + ".log");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            return new ChildJvm(name, builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Waits for its next answer.
     *
     * @throws BenchException if it ends without one
     */
    public String answer() {
        try {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith(ANSWER)) {
                    return line.substring(ANSWER.length());
                }
            }
            throw new BenchException(name + " ended without an answer; the end of its log:\n" + tail());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives it an order, one line; see {@link Child#order}. */
    public void order(String line) {
        try {
            OutputStream in = process.getOutputStream();
            in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            in.flush();
        } catch (IOException e) {
            throw new BenchException(name + " takes no orders: " + e.getMessage(), e);
        }
    }

    /** Whether it has not ended. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** The number of its process. */
    public long pid() {
        return process.pid();
    }

    /** Closes its standard input, on which it ends in its own way. */
    public void endInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks it to end, as {@code kill} does. */
    public void terminate() {
        // Not Process.destroy(): that closes the child's standard input as well, on which it ends at once and out of
        // order.
        process.toHandle().destroy();
    }

    /**
     * Waits for its end.
     *
     * @return its exit code, nothing if it still runs after that time
     */
    public OptionalInt awaitExit(Duration patience) throws InterruptedException {
        return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)
                ? OptionalInt.of(process.exitValue())
                : OptionalInt.empty();
    }

    /** Processor time that it has used so far; zero where the system does not tell. */
    public Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Kills it as {@code kill -9} does and returns when it is gone. Does nothing if it has ended. */
    public void kill() {
        try {
            process.destroyForcibly().waitFor();
            SUSPENDED.remove(process);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Suspends it (SIGSTOP) until {@link #resume}, or until this process ends, when it is killed. */
    public void suspend() {
        SUSPENDED.add(process);
        signal("STOP");
    }

    /** Lets it go on (SIGCONT). */
    public void resume() {
        signal("CONT");
        SUSPENDED.remove(process);
    }

    private void signal(String name) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
            if (kill.waitFor() != 0) {
                throw new BenchException(this.name + " can't be sent SIG" + name);
            }
        } catch (IOException e) {
            throw new BenchException(this.name + " can't be sent SIG" + name + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String tail() throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
    }

    /** Ends it: first by closing its standard input, then, if it does not heed that, by force. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
