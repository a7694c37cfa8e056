package dev.tracker.cli.replay.support;

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
    private long number;
    private boolean overlong;

    /** @param in need not be buffered */
    BoundedLines(InputStream in, int maxBytes) {
        this.in = in;
        this.maxBytes = maxBytes;
    }

    /** The next line without its line feed, or null at the end. Of an overlong line only the first bytes come. */
    byte @Nullable [] next() throws IOException {
        overlong = false;
        if (isAtEnd()) {
            return null;
        }
        number++;
        ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
        while (!isAtEnd()) {
            int feed = at;
            while (feed < end && buffer[feed] != '\n') {
                feed++;
            }
            int room = Math.min(feed - at, maxBytes - line.size());
            line.write(buffer, at, room);
            overlong |= room < feed - at;
            at = feed;
            if (at < end) {
                at++;
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

    /** The number of the line that came last, from 1. */
    long number() {
        return number;
    }

    boolean isOverlong() {
        return overlong;
    }
}
