package dev.tracker.cli.watch;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;
import static java.nio.file.StandardWatchEventKinds.OVERFLOW;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Has the system tell of changes below some folders. A hint, not a promise: systems drop notices, and some file systems give none, so that one has to
 * look everywhere now and then besides. Used by one thread.
 */
final class FolderEvents implements AutoCloseable {

    /**
     * What has changed.
     *
     * @param files files that were made or written to
     * @param isUnsure whether more may have changed than was told
     */
    record Changes(Set<Path> files, boolean isUnsure) {}

    private final WatchService service = FileSystems.getDefault().newWatchService();
    private final Map<WatchKey, Path> folders = new HashMap<>();
    private final Consumer<String> problems;
    private boolean isFull;

    FolderEvents(List<Path> roots, Consumer<String> problems) throws IOException {
        this.problems = problems;
        for (Path root : roots) {
            if (Files.isDirectory(root)) {
                watchBelow(root);
            } else if (root.getParent() != null) {
                watch(root.getParent());
            }
        }
    }

    /** Waits until something changes, or for that long. */
    Changes await(Duration patience) throws IOException, InterruptedException {
        Set<Path> files = new HashSet<>();
        boolean isUnsure = false;
        @Nullable WatchKey key = service.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        while (key != null) {
            Path folder = folders.get(key);
            for (WatchEvent<?> event : key.pollEvents()) {
                if (event.kind() == OVERFLOW || folder == null) {
                    isUnsure = true;
                } else if (event.context() instanceof Path name) {
                    isUnsure |= take(event.kind(), folder.resolve(name), files);
                }
            }
            if (!key.reset()) {
                folders.remove(key);
            }
            key = service.poll();
        }
        return new Changes(files, isUnsure);
    }

    /** True if the change may bring others with it. */
    private boolean take(WatchEvent.Kind<?> kind, Path changed, Set<Path> files) throws IOException {
        if (kind == ENTRY_DELETE) {
            return false;
        }
        if (Files.isDirectory(changed)) {
            // What was put into it before it was watched has told nobody.
            watchBelow(changed);
            return true;
        }
        files.add(changed);
        return false;
    }

    private void watchBelow(Path root) throws IOException {
        Path start = root.toRealPath();
        Files.walkFileTree(start, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                watch(root.resolve(start.relativize(folder)).normalize());
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private void watch(Path folder) {
        try {
            folders.put(folder.register(service, ENTRY_CREATE, ENTRY_MODIFY, ENTRY_DELETE), folder);
        } catch (IOException e) {
            if (!isFull) {
                isFull = true;
                problems.accept("the system does not tell of all changes (" + e.getMessage()
                        + "); some are only seen at the next look everywhere");
            }
        }
    }

    @Override
    public void close() throws IOException {
        service.close();
    }
}
