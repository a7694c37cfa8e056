package dev.tracker.formats;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * One kind of recorded session. Stateless and thread-safe: each {@link #read} stands alone. Found by {@link java.util.ServiceLoader}, for which
 * it needs a public constructor without parameters and a line in {@code META-INF/services/dev.tracker.formats.TraceFormat}.
 *
 * <p>Reading the same file again gives equal events. Reading a later state of a session that has grown gives, for each task and emitter, the same
 * events first, with the same {@code eventId} and {@code seq}, and then more. A file with one record a line is best read by a {@link LineFormat}.
 */
public interface TraceFormat {

    /** The name people call it by on the command line, for example {@code claude-code}: lower-case letters, digits and hyphens. */
    String name();

    /** What it reads, in some words for a list of formats. */
    default String description() {
        return "";
    }

    /** Where the program that records keeps its sessions; {@code ~} stands for the user's home. Empty if there is no such place. */
    default List<String> usualFolders() {
        return List.of();
    }

    /**
     * Whether a file met while searching a folder looks like such a session: by its name and, where names are ambiguous, its content.
     *
     * @throws IOException if the file can't be read
     */
    boolean isSession(Path file) throws IOException;

    /**
     * Whether a file holds such a session, whatever it is called. False for a file too damaged to tell.
     *
     * @throws IOException if the file can't be read
     */
    boolean recognizes(Path file) throws IOException;

    /**
     * Reads one file from its beginning to its end. Records that can't be read are reported to the sink and passed over.
     *
     * @throws IOException if the file itself can't be read; events already handed to the sink stay valid
     */
    void read(Path file, TraceSink sink) throws IOException;
}
