package dev.tracker.cli.replay;

import java.io.IOException;
import java.nio.file.Path;

/**
 * One kind of recorded session. Stateless and thread-safe: each {@link #read} stands alone.
 *
 * <p>Reading the same file again gives equal events. Reading a later state of a session that has grown gives the same events first, with the
 * same {@code eventId} and {@code seq}, and then more.
 */
public interface TraceFormat {

    /** The name people call it by on the command line, for example {@code claude-code}. */
    String name();

    /**
     * Whether a file met while searching a folder looks like such a session: by its name and, where names are ambiguous, its first bytes.
     *
     * @throws IOException if the file can't be read
     */
    boolean isSession(Path file) throws IOException;

    /**
     * Reads one file from its beginning to its end. Records that can't be read are reported to the sink and passed over.
     *
     * @throws IOException if the file itself can't be read; events already handed to the sink stay valid
     */
    void read(Path file, TraceSink sink) throws IOException;
}
