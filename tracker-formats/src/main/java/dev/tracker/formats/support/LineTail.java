package dev.tracker.formats.support;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.formats.LineReader;
import dev.tracker.formats.TraceSink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file with one JSON object a line, and later what has come behind. Blank lines are passed over, lines that are no JSON object are
 * reported. A line into which a broken write has merged several whole objects gives them all. Holds no file open. Used by one thread.
 */
public final class LineTail {

    /** Longest line that is read, in bytes. */
    static final int MAX_LINE_BYTES = 64 * 1024 * 1024;

    private final Path file;
    private final TraceSink sink;
    private final LineReader reader;
    private long offset;
    private long line;
    private boolean isInsideLine;

    public LineTail(Path file, TraceSink sink, LineReader reader) {
        this.file = file;
        this.sink = sink;
        this.reader = reader;
    }

    /** How many bytes of the file have been read. */
    public long offset() {
        return offset;
    }

    /**
     * Reads the file to its end; a last line without a line feed counts.
     *
     * @throws IOException if the file can't be read
     */
    public void readAll() throws IOException {
        read(true, true);
    }

    /**
     * Reads the whole lines that have come. Nothing is reported about a last line without a line feed, which may still be being written.
     *
     * @param isQuiet whether nothing has been written for a while: then that line is read too if it is a whole object
     * @throws IOException if the file can't be read; what was read before stays read
     */
    public void readMore(boolean isQuiet) throws IOException {
        read(isQuiet, false);
    }

    private void read(boolean takesOpenLine, boolean isFinal) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.position(offset);
            InputStream in = Channels.newInputStream(channel);
            BoundedLines lines = new BoundedLines(in, MAX_LINE_BYTES);
            for (byte[] bytes = lines.next(); bytes != null; bytes = lines.next()) {
                if (!lines.isTerminated() && !isFinal && !(takesOpenLine && JsonFiles.isObject(bytes))) {
                    return;
                }
                boolean continues = isInsideLine;
                line += continues ? 0 : 1;
                isInsideLine = !lines.isTerminated();
                offset += lines.bytes();
                if (lines.isOverlong()) {
                    sink.unreadable(file, line, "the line is longer than " + MAX_LINE_BYTES + " bytes");
                } else {
                    take(bytes, continues);
                }
            }
        }
    }

    private void take(byte[] bytes, boolean continues) {
        JsonFiles.Objects objects = JsonFiles.objects(bytes);
        int taken = continues ? 1 : 0;
        for (JsonNode object : objects.whole()) {
            taken++;
            sink.record(file);
            reader.record(object, line);
        }
        @Nullable String problem = objects.problem();
        if (problem != null) {
            sink.unreadable(file, line, problem);
        } else if (taken > 1 && !objects.whole().isEmpty()) {
            sink.unreadable(file, line, "a broken write has merged several records into one line; each was read");
        }
    }
}
