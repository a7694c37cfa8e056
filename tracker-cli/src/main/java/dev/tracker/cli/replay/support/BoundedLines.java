package dev.tracker.cli.replay.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Splits a stream at line feeds and holds at most one line of bounded length. Used by one thread. */
final class BoundedLines {

    private final InputStream in;
    private final int maxBytes;
    private long number;
    private boolean overlong;

    BoundedLines(InputStream in, int maxBytes) {
        this.in = in;
        this.maxBytes = maxBytes;
    }

    /** The next line without its line feed, or null at the end. Of an overlong line only the first bytes come. */
    byte @Nullable [] next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
        overlong = false;
        int b = in.read();
        if (b < 0) {
            return null;
        }
        number++;
        for (; b >= 0 && b != '\n'; b = in.read()) {
            if (line.size() < maxBytes) {
                line.write(b);
            } else {
                overlong = true;
            }
        }
        return line.toByteArray();
    }

    /** The number of the line that came last, from 1. */
    long number() {
        return number;
    }

    boolean isOverlong() {
        return overlong;
    }
}
