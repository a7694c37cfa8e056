package dev.tracker.cli.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracker.cli.option.UserException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps positions across restarts. Replaced as a whole, and only by one watcher at a time. Losing it costs nothing but work: everything is read and
 * sent again, and counted once.
 */
final class PositionFile implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final FileChannel channel;

    private PositionFile(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes possession of the file.
     *
     * @throws UserException if another watcher has it
     * @throws IOException if its folder can't be written
     */
    static PositionFile open(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        FileChannel channel =
                FileChannel.open(sibling(file, ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        @Nullable FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            channel.close();
            throw new UserException("another `tracker watch` follows the same files and keeps its positions in " + file
                    + "; stop it, or give this one another --data");
        }
        return new PositionFile(file, channel);
    }

    /**
     * The positions by file; none where the file is missing or damaged.
     *
     * @throws IOException if it is there and can't be read
     */
    Map<Path, Position> load() throws IOException {
        Map<Path, Position> positions = new HashMap<>();
        JsonNode files;
        try {
            files = JSON.readTree(Files.readAllBytes(file)).path("files");
        } catch (NoSuchFileException | JsonProcessingException e) {
            return positions;
        }
        try {
            files.properties().forEach(entry -> positions.put(Path.of(entry.getKey()), position(entry.getValue())));
        } catch (InvalidPathException e) {
            positions.clear();
        }
        return positions;
    }

    void save(Map<Path, Position> positions) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode files = root.putObject("files");
        new TreeMap<>(positions).forEach((path, position) -> {
            ObjectNode entry = files.putObject(path.toString());
            entry.put("size", position.state().size());
            entry.put("modified", position.state().modified());
            entry.put("key", position.state().key());
            entry.set("next", JSON.valueToTree(new TreeMap<>(position.next())));
        });
        Path temporary = sibling(file, ".new");
        Files.write(temporary, JSON.writeValueAsBytes(root));
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Position position(JsonNode entry) {
        Map<String, Long> next = new HashMap<>();
        entry.path("next")
                .properties()
                .forEach(
                        counter -> next.put(counter.getKey(), counter.getValue().asLong()));
        return new Position(
                new FileState(
                        entry.path("size").asLong(),
                        entry.path("modified").asLong(),
                        entry.path("key").asText()),
                next);
    }

    private static Path sibling(Path file, String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
