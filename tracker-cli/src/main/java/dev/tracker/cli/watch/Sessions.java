package dev.tracker.cli.watch;

import dev.tracker.formats.TraceFormat;
import dev.tracker.formats.TraceFormats;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Which files are followed: those of a format below some folders, and files that are named themselves. Links to folders are not followed but where
 * they are named.
 */
final class Sessions {

    private final TraceFormats formats;
    private final TraceFormat chosen;
    private final List<Path> roots;

    /** {@code chosen}: one of the formats, or {@code auto}. */
    Sessions(TraceFormats formats, TraceFormat chosen, List<Path> roots) {
        this.formats = formats;
        this.chosen = chosen;
        this.roots = roots.stream()
                .map(path -> path.toAbsolutePath().normalize())
                .distinct()
                .toList();
    }

    List<Path> roots() {
        return roots;
    }

    boolean covers(Path file) {
        return roots.stream().anyMatch(file::startsWith);
    }

    /** Hands on every file there is now. */
    void walk(BiConsumer<Path, FileState> each) throws IOException {
        for (Path root : roots) {
            if (!Files.exists(root)) {
                continue;
            }
            // A walk follows no links, not even where it begins.
            Path start = root.toRealPath();
            Files.walkFileTree(start, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Path named = root.resolve(start.relativize(file)).normalize();
                    if (attributes.isRegularFile()) {
                        each.accept(named, FileState.of(attributes));
                    } else if (attributes.isSymbolicLink() && Files.isRegularFile(file)) {
                        each.accept(named, FileState.of(file));
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    // Gone since it was listed, or not ours to look into.
                    return FileVisitResult.CONTINUE;
                }
            });
        }
    }

    /** As what the file is to be read; null if it is no session, at least not yet. */
    @Nullable
    TraceFormat formatOf(Path file) throws IOException {
        boolean isNamed = roots.contains(file);
        if (!isNamed && !chosen.isSession(file)) {
            return null;
        }
        return chosen.name().equals(TraceFormats.AUTO) ? formats.detect(file) : chosen;
    }
}
