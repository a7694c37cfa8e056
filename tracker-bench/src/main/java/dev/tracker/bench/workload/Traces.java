package dev.tracker.bench.workload;

import dev.tracker.formats.TraceFiles;
import dev.tracker.formats.TraceFormat;
import dev.tracker.formats.TraceFormats;
import dev.tracker.formats.TraceSink;
import dev.tracker.schemas.ExecutionEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Reads recorded sessions: those of a folder, or the small samples that come with the program. */
public final class Traces {

    private static final String SAMPLES = "traces";

    private static final class Collected implements TraceSink {
        private final List<ExecutionEvent> events = new ArrayList<>();

        @Override
        public void event(ExecutionEvent event) {
            events.add(event);
        }

        @Override
        public void unreadable(Path file, long line, String reason) {
            // What can't be read is no workload.
        }
    }

    /** All sessions below the folder, of any format. */
    public static List<ExecutionEvent> below(Path folder) throws IOException {
        Collected collected = new Collected();
        for (TraceFormat format : TraceFormats.installed().all()) {
            TraceFiles.readAll(format, TraceFiles.find(format, List.of(folder), collected), collected);
        }
        return collected.events;
    }

    /** The samples, unpacked into the folder so that the formats can read them. */
    public static List<ExecutionEvent> samples(Path folder) throws IOException {
        URL url = Objects.requireNonNull(Traces.class.getClassLoader().getResource(SAMPLES), "no samples");
        URI uri;
        try {
            uri = url.toURI();
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
        if (uri.getScheme().equals("file")) {
            return below(Path.of(uri));
        }
        try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
            copy(jar.getPath(SAMPLES), folder);
        }
        return below(folder);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.forEach(file -> {
                Path target = to.resolve(from.relativize(file).toString());
                try {
                    if (Files.isDirectory(file)) {
                        Files.createDirectories(target);
                    } else {
                        Files.copy(file, target);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private Traces() {}
}
