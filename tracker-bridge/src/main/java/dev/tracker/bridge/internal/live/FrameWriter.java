package dev.tracker.bridge.internal.live;

import dev.tracker.bridge.internal.forms.JsonForms;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts a frame together from what is encoded already. For one frame and one thread. */
final class FrameWriter {

    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(1024);

    FrameWriter(String type, @Nullable String subscription) {
        out.writeBytes("{\"type\":\"".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(type.getBytes(StandardCharsets.US_ASCII));
        out.write('"');
        if (subscription != null) {
            field("sub", subscription);
        }
    }

    FrameWriter field(String name, @Nullable Object value) {
        name(name).writeBytes(value == null ? NULL : JsonForms.bytes(value));
        return this;
    }

    FrameWriter fields(Map<String, @Nullable Object> fields) {
        fields.forEach(this::field);
        return this;
    }

    /** A value that is JSON already. */
    FrameWriter raw(String name, byte[] json) {
        name(name).writeBytes(json);
        return this;
    }

    /** An array of values that are JSON already. */
    FrameWriter array(String name, Collection<byte[]> elements) {
        ByteArrayOutputStream array = name(name);
        char before = '[';
        for (byte[] element : elements) {
            array.write(before);
            array.writeBytes(element);
            before = ',';
        }
        array.writeBytes((before == '[' ? "[]" : "]").getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    private ByteArrayOutputStream name(String name) {
        out.writeBytes((",\"" + name + "\":").getBytes(StandardCharsets.US_ASCII));
        return out;
    }

    Frame frame(@Nullable String position) {
        out.write('}');
        return new Frame(out.toByteArray(), position);
    }
}
