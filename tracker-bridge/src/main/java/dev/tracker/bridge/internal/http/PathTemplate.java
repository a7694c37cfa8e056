package dev.tracker.bridge.internal.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A path with open parts, such as {@code /api/tasks/{id}/graph}. It is matched against the path as it was sent, and only then are the open parts decoded:
 * a task id may contain a slash, which is {@code %2F} here.
 */
final class PathTemplate {

    private static final int HEX = 16;

    private final List<String> segments;

    PathTemplate(String template) {
        this.segments = List.of(template.split("/", -1));
    }

    /**
     * The open parts by name, or null if the path is another one.
     *
     * @throws Problem if it is this path, but an open part is not percent-encoded UTF-8
     */
    @Nullable
    Map<String, String> match(String rawPath) {
        String[] parts = rawPath.split("/", -1);
        if (parts.length != segments.size()) {
            return null;
        }
        for (int i = 0; i < parts.length; i++) {
            if (isOpen(segments.get(i)) ? parts[i].isEmpty() : !segments.get(i).equals(parts[i])) {
                return null;
            }
        }
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = 0; i < parts.length; i++) {
            String segment = segments.get(i);
            if (isOpen(segment)) {
                variables.put(segment.substring(1, segment.length() - 1), decode(parts[i]));
            }
        }
        return variables;
    }

    private static boolean isOpen(String segment) {
        return segment.startsWith("{");
    }

    static String decode(String part) {
        byte[] raw = part.getBytes(StandardCharsets.UTF_8);
        ByteBuffer decoded = ByteBuffer.allocate(raw.length);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] != '%') {
                decoded.put(raw[i]);
                continue;
            }
            int high = i + 2 < raw.length ? Character.digit(raw[i + 1], HEX) : -1;
            int low = i + 2 < raw.length ? Character.digit(raw[i + 2], HEX) : -1;
            if (high < 0 || low < 0) {
                throw Problem.badRequest("The path has a % that is not followed by two hexadecimal digits.");
            }
            decoded.put((byte) (high * HEX + low));
            i += 2;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(decoded.flip()).toString();
        } catch (CharacterCodingException e) {
            throw Problem.badRequest("The path is not UTF-8.");
        }
    }

    @Override
    public String toString() {
        return String.join("/", segments);
    }
}
