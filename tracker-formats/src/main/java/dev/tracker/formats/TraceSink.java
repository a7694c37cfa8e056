package dev.tracker.formats;

import dev.tracker.schemas.ExecutionEvent;
import java.nio.file.Path;

/** Takes what a {@link TraceFormat} finds, in the order of the file. Called by one thread; what it throws ends the reading. */
public interface TraceSink {

    /** The line of a problem that concerns the file as a whole. */
    long WHOLE_FILE = 0;

    /** An event. It keeps all bounds of the wire; the events of one task come in the order of their {@code seq}. */
    void event(ExecutionEvent event);

    /**
     * A record, or a whole file, that can't be read. Reading goes on behind it.
     *
     * @param line line within the file from 1, or {@link #WHOLE_FILE}
     * @param reason what is wrong, in words
     */
    void unreadable(Path file, long line, String reason);

    /** One more record was read, whether or not it made events. */
    default void record(Path file) {}
}
