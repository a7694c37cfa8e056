package dev.tracker.cli.option;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a running {@code dev} listens, as it writes it to its data folder for the other commands.
 *
 * @param bootstrap Kafka, {@code host:port}
 * @param jdbcUrl PostgreSQL
 * @param url the dashboard
 * @param tokenFile file that holds the dashboard's token
 * @param pid process that listens there
 * @param processStarted when that process started, in milliseconds since 1970, 0 if unknown: numbers are given again, in containers always the same ones
 */
public record Endpoints(String bootstrap, String jdbcUrl, String url, String tokenFile, long pid, long processStarted) {

    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** The system's own clock may be set meanwhile, and its notion of the start with it. */
    private static final long START_TOLERANCE_MS = 10_000;

    /** Of this process. */
    public static Endpoints here(String bootstrap, String jdbcUrl, String url, String tokenFile) {
        ProcessHandle process = ProcessHandle.current();
        return new Endpoints(bootstrap, jdbcUrl, url, tokenFile, process.pid(), started(process));
    }

    public static Path file(Path data) {
        return data.resolve("endpoints.json");
    }

    /** Replaces the file as a whole, so that nobody reads half of it. */
    public void write(Path data) throws IOException {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("bootstrap", bootstrap);
        json.put("jdbcUrl", jdbcUrl);
        json.put("url", url);
        json.put("tokenFile", tokenFile);
        json.put("pid", pid);
        json.put("processStarted", processStarted);
        Path temporary = data.resolve("endpoints.json.new");
        Files.writeString(temporary, json.toPrettyString() + "\n");
        Files.move(temporary, file(data), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * What the folder's file says, null if it has none or if the process that wrote it is gone.
     *
     * @throws UserException if the file can't be read
     */
    public static @Nullable Endpoints ofRunning(Path data) {
        try {
            JsonNode json = MAPPER.readTree(Files.readAllBytes(file(data)));
            Endpoints endpoints = new Endpoints(
                    json.path("bootstrap").asText(),
                    json.path("jdbcUrl").asText(),
                    json.path("url").asText(),
                    json.path("tokenFile").asText(),
                    json.path("pid").asLong(),
                    json.path("processStarted").asLong());
            return endpoints.isAlive() ? endpoints : null;
        } catch (NoSuchFileException e) {
            return null;
        } catch (JsonProcessingException e) {
            throw new UserException(file(data) + " is not what `tracker dev` writes: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UserException("can't read " + file(data) + ": " + e, e);
        }
    }

    /**
     * Waits for a process that is going away. After {@code kill -9} it takes a moment until the system has taken back its memory and then its ports and
     * locks; all the while it counts as alive.
     *
     * @return true once the process is gone; false at once if its dashboard answers, or when time is up
     */
    public boolean isGoneWithin(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (isAlive()) {
            if (answers() || System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(BETWEEN_LOOKS.toMillis());
        }
        return true;
    }

    private boolean answers() throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/health/live"))
                .timeout(ANSWER_TIMEOUT)
                .build();
        try {
            HttpClient client =
                    HttpClient.newBuilder().connectTimeout(ANSWER_TIMEOUT).build();
            client.send(request, HttpResponse.BodyHandlers.discarding());
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private boolean isAlive() {
        ProcessHandle process = ProcessHandle.of(pid).orElse(null);
        if (process == null || !process.isAlive()) {
            return false;
        }
        long started = started(process);
        return started == 0 || processStarted == 0 || Math.abs(started - processStarted) < START_TOLERANCE_MS;
    }

    private static long started(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
