package dev.tracker.formats;

import java.io.IOException;
import java.nio.file.Path;

/** Reads each file as what it turns out to be. */
final class AutoFormat implements TraceFormat {

    private final TraceFormats formats;

    AutoFormat(TraceFormats formats) {
        this.formats = formats;
    }

    @Override
    public String name() {
        return TraceFormats.AUTO;
    }

    @Override
    public boolean isSession(Path file) throws IOException {
        for (TraceFormat format : formats.all()) {
            if (format.isSession(file)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean recognizes(Path file) throws IOException {
        return formats.detect(file) != null;
    }

    @Override
    public void read(Path file, TraceSink sink) throws IOException {
        TraceFormat format = formats.detect(file);
        if (format == null) {
            sink.unreadable(
                    file, TraceSink.WHOLE_FILE, "of no known format; known are " + String.join(", ", formats.names()));
        } else {
            format.read(file, sink);
        }
    }
}
