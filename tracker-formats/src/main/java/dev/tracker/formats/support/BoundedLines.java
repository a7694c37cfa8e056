package dev.tracker.formats.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Splits a stream at line feeds and holds at most one line of bounded length. Used by one thread. */
final class BoundedLines {

    private final InputStream in;
    private final int maxBytes;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int end;
    private long bytes;
    private boolean overlong;
    private boolean terminated;

    /** @param in need not be buffered */
    BoundedLines(InputStream in, int maxBytes) {
        this.in = in;
        this.maxBytes = maxBytes;
    }

    /** The next line without its line feed, or null at the end. Of an overlong line only the first bytes come. */
    byte @Nullable [] next() throws IOException {
        overlong = false;
        terminated = false;
        bytes = 0;
        if (isAtEnd()) {
            return null;
        }
        ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
        while (!isAtEnd()) {
            int feed = at;
            while (feed < end && buffer[feed] != '\n') {
                feed++;
            }
            int room = Math.min(feed - at, maxBytes - line.size());
            line.write(buffer, at, room);
            overlong |= room < feed - at;
            bytes += feed - at;
            at = feed;
            if (at < end) {
                at++;
                bytes++;
                terminated = true;
                break;
            }
        }
        return line.toByteArray();
    }

    private boolean isAtEnd() throws IOException {
        if (at == end) {
            at = 0;
            end = Math.max(0, in.read(buffer));
        }
        return end == 0;
    }

    /** How long the line that came last is in the stream, its line feed included. */
    long bytes() {
        return bytes;
    }

    boolean isOverlong() {
        return overlong;
    }

    /** Whether a line feed ends the line that came last; if not, more of it may come later. */
    boolean isTerminated() {
        return terminated;
    }
}
