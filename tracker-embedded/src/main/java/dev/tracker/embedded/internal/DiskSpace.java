package dev.tracker.embedded.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Adds to an error the one cause that servers name worst: a full disk. */
public final class DiskSpace {
    /** Below this a server may fail to start: PostgreSQL alone writes tens of megabytes at first. */
    private static final long LOW_BYTES = 128L * 1024 * 1024;

    private DiskSpace() {}

    /** A sentence to append to an error, or nothing if there is room. */
    public static String hint(Path directory) {
        try {
            long usable = Files.getFileStore(directory).getUsableSpace();
            return usable >= LOW_BYTES
                    ? ""
                    : " The disk is full, or nearly: " + usable / 1024 / 1024 + " MiB are left for " + directory + ".";
        } catch (IOException e) {
            return "";
        }
    }
}
