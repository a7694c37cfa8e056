package dev.tracker.formats;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds and reads many session files; one that can't be read is reported and does not stop the rest. */
public final class TraceFiles {

    /**
     * The session files among the paths: a file is taken as it is, a folder is searched with all folders below it (symbolic links to folders are
     * not followed). In the order of the paths, sorted within each folder, none twice.
     *
     * @param sink told of folders and files that can't be looked at
     * @throws NoSuchFileException if one of the paths does not exist; nothing was read then
     * @throws IOException if a path can't be searched at all
     */
    public static List<Path> find(TraceFormat format, Collection<Path> paths, TraceSink sink) throws IOException {
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw new NoSuchFileException(path.toString(), null, "no such file or folder");
            }
        }
        Set<Path> found = new LinkedHashSet<>();
        for (Path path : paths) {
            Path start = path.toAbsolutePath().normalize();
            if (Files.isDirectory(start)) {
                found.addAll(search(format, start, sink));
            } else {
                found.add(start);
            }
        }
        return List.copyOf(found);
    }

    /** Reads the files one after the other. A file that fails is reported to the sink, and the next goes on. */
    public static void readAll(TraceFormat format, Collection<Path> files, TraceSink sink) {
        for (Path file : files) {
            try {
                format.read(file, sink);
            } catch (IOException e) {
                sink.unreadable(file, TraceSink.WHOLE_FILE, reason(e));
            }
        }
    }

    private static List<Path> search(TraceFormat format, Path folder, TraceSink sink) throws IOException {
        List<Path> found = new ArrayList<>();
        // A walk follows no links, not even where it begins.
        Path start = folder.toRealPath();
        Files.walkFileTree(start, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                try {
                    if (Files.isRegularFile(file) && format.isSession(file)) {
                        found.add(folder.resolve(start.relativize(file)));
                    }
                } catch (IOException e) {
                    sink.unreadable(file, TraceSink.WHOLE_FILE, reason(e));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                sink.unreadable(file, TraceSink.WHOLE_FILE, reason(e));
                return FileVisitResult.CONTINUE;
            }
        });
        Collections.sort(found);
        return found;
    }

    private static String reason(IOException e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : e.getClass().getSimpleName() + ": " + message;
    }

    private TraceFiles() {}
}
