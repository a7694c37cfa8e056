package dev.tracker.bench.faults.role;

import dev.tracker.bench.run.BenchException;
import dev.tracker.bench.run.ChildJvm;
import dev.tracker.bench.run.Wait;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** One of Tracker's roles, that dies and is started again many times under one name. Not thread-safe. */
public final class Role implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final List<String> JVM =
            List.of("-Xmx320m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto");
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final String name;
    private final Path folder;
    private final List<String> arguments;
    private final Map<String, String> environment;
    private final URI ready;
    private @Nullable ChildJvm jvm;

    /**
     * @param arguments of the {@code tracker} command
     * @param environment of the process, beside this one's
     * @param port where it says whether it is ready
     */
    public Role(String name, Path folder, List<String> arguments, Map<String, String> environment, int port) {
        this.name = name;
        this.folder = folder;
        this.arguments = List.copyOf(arguments);
        this.environment = Map.copyOf(environment);
        this.ready = URI.create("http://127.0.0.1:" + port + "/health/ready");
    }

    public String name() {
        return name;
    }

    /** Starts it and returns at once. */
    public void start() {
        start(List.of(), Map.of());
    }

    /** The same, to crash at the point when it gets there for the given time, from 1. */
    public void startToCrash(CrashPoint point, int time) {
        start(
                List.of("-D" + Crash.PROPERTY + "=" + point + ":" + time),
                point.isInAggregator() ? clients(CrashingClients.class) : Map.of());
    }

    /** The same, with the defect that the checker must find. */
    public void startWithLateSnapshots() {
        start(List.of(), clients(LateSnapshots.class));
    }

    private static Map<String, String> clients(Class<?> supplier) {
        return Map.of("KAFKA_DEFAULT_CLIENT_SUPPLIER", supplier.getName());
    }

    private void start(List<String> options, Map<String, String> variables) {
        if (isAlive()) {
            throw new IllegalStateException(name + " is running");
        }
        List<String> jvmOptions = new ArrayList<>(JVM);
        jvmOptions.addAll(options);
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(variables);
        jvm = ChildJvm.start(name, folder, jvmOptions, all, RoleMain.class, arguments);
    }

    public boolean isAlive() {
        return jvm != null && jvm.isAlive();
    }

    /** SIGSTOP: it keeps its connections, and does nothing. */
    public void suspend() {
        running().suspend();
    }

    /** SIGCONT. */
    public void resume() {
        running().resume();
    }

    /** {@code kill -9}. Returns the exit code, 137 where it was this that ended it. */
    public int kill() throws InterruptedException {
        ChildJvm running = running();
        running.kill();
        return running.awaitExit(PATIENCE).orElse(-1);
    }

    /** Asks it to end and waits until it has. Returns its exit code. */
    public int stop() throws InterruptedException {
        ChildJvm running = running();
        running.terminate();
        return running.awaitExit(PATIENCE)
                .orElseThrow(() -> new BenchException(name + " does not end on SIGTERM; see " + folder));
    }

    /** Waits for its end, whatever ends it. Empty if nothing does in time. */
    public OptionalInt awaitExit(Duration patience) throws InterruptedException {
        return running().awaitExit(patience);
    }

    /** Whether it says of itself that it works. */
    public boolean isReady() throws InterruptedException {
        if (!isAlive()) {
            return false;
        }
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(ready).timeout(Duration.ofSeconds(2)).build();
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** The sum of a counter over all its tags, by the name that Prometheus knows it by. 0 where it has none of it. */
    public double metric(String metric) throws InterruptedException {
        try {
            String all = HTTP.send(
                            HttpRequest.newBuilder(ready.resolve("/metrics")).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
            return all.lines()
                    .filter(line -> line.startsWith(metric + "{") || line.startsWith(metric + " "))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        } catch (IOException e) {
            throw new BenchException(name + " does not tell its figures: " + e.getMessage(), e);
        }
    }

    /** What its process holds. */
    public Usage usage() throws InterruptedException {
        return Usage.of(running().pid());
    }

    /** @throws BenchException if it ends or is not ready in time */
    public void awaitReady() throws InterruptedException {
        Wait.until(name + " is ready", BETWEEN_LOOKS, PATIENCE, () -> {
            if (!isAlive()) {
                running().answer();
            }
            return isReady();
        });
    }

    private ChildJvm running() {
        if (jvm == null) {
            throw new IllegalStateException(name + " was never started");
        }
        return jvm;
    }

    @Override
    public void close() {
        if (jvm != null) {
            jvm.terminate();
            jvm.close();
        }
    }
}
