package dev.tracker.cli.option;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * Where a running {@code dev} listens, as it writes it to its data folder for the other commands.
 *
 * @param bootstrap Kafka, {@code host:port}
 * @param jdbcUrl PostgreSQL
 * @param url the dashboard
 * @param tokenFile file that holds the dashboard's token
 * @param pid process that listens there
 */
public record Endpoints(String bootstrap, String jdbcUrl, String url, String tokenFile, long pid) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

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
                    json.path("pid").asLong());
            boolean alive =
                    ProcessHandle.of(endpoints.pid).map(ProcessHandle::isAlive).orElse(false);
            return alive ? endpoints : null;
        } catch (NoSuchFileException e) {
            return null;
        } catch (JsonProcessingException e) {
            throw new UserException(file(data) + " is not what `tracker dev` writes: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UserException("can't read " + file(data) + ": " + e, e);
        }
    }
}
