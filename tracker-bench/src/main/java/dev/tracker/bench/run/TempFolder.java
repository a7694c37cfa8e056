package dev.tracker.bench.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for one run, removed with all it holds. */
public final class TempFolder implements AutoCloseable {

    private final Path path;

    private TempFolder(Path path) {
        this.path = path;
    }

    /** A new one below the given folder, which is made if missing. */
    public static TempFolder below(Path parent, String prefix) {
        try {
            return new TempFolder(
                    Files.createTempDirectory(Files.createDirectories(parent).toAbsolutePath(), prefix + "-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() {
        remove(path);
    }

    /** Removes a folder as far as it can be removed. */
    public static void remove(Path folder) {
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(folder)) {
            paths = walk.sorted(Comparator.reverseOrder()).toList();
        } catch (IOException | UncheckedIOException e) {
            return;
        }
        for (Path each : paths) {
            try {
                Files.deleteIfExists(each);
            } catch (IOException e) {
                // A file of a server that has yet to let go of it; what remains lies in a build folder.
            }
        }
    }
}
