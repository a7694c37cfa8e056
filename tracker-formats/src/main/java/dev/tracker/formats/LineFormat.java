package dev.tracker.formats;

import dev.tracker.formats.support.LineTail;
import java.io.IOException;
import java.nio.file.Path;

/** A format of files that hold one JSON object a line and grow at their end, so that what has come since the last look can be read alone. */
public interface LineFormat extends TraceFormat {

    /** A reader for the file, which takes its records from the first on. It may look at other files beside it, but not at the file itself. */
    LineReader open(Path file, TraceSink sink);

    @Override
    default void read(Path file, TraceSink sink) throws IOException {
        LineReader reader = open(file, sink);
        new LineTail(file, sink, reader).readAll();
        reader.end();
    }
}
