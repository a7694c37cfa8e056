package dev.tracker.bridge.internal.live;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A message, encoded once for all who are sent it. Safe for use by many threads. */
final class Frame {

    private final byte[] json;
    private final @Nullable String position;
    private volatile byte @Nullable [] event;

    /**
     * @param json one object in UTF-8, without line breaks; not to be written to afterwards
     * @param position what a viewer that has taken it resumes from, null if nothing
     */
    Frame(byte[] json, @Nullable String position) {
        this.json = json;
        this.position = position;
    }

    int size() {
        return json.length;
    }

    /** As a WebSocket message. */
    ByteBuffer asMessage() {
        return ByteBuffer.wrap(json);
    }

    /** As a server-sent event. */
    ByteBuffer asEvent() {
        byte[] encoded = event;
        if (encoded == null) {
            ByteArrayOutputStream out = new ByteArrayOutputStream(json.length + 64);
            if (position != null) {
                out.writeBytes(("id: " + position + "\n").getBytes(StandardCharsets.US_ASCII));
            }
            out.writeBytes("data: ".getBytes(StandardCharsets.US_ASCII));
            out.writeBytes(json);
            out.writeBytes("\n\n".getBytes(StandardCharsets.US_ASCII));
            encoded = out.toByteArray();
            event = encoded;
        }
        return ByteBuffer.wrap(encoded);
    }
}
