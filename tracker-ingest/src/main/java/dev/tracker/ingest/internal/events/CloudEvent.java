package dev.tracker.ingest.internal.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracker.schemas.NameUuids;
import dev.tracker.schemas.json.RefusalCode;
import dev.tracker.schemas.topics.CloudEventHeaders;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an envelope of <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md">CloudEvents 1.0</a> says of the event in it. {@code data} is the event; attributes stand for fields
 * that it leaves out: {@code id} for eventId, {@code subject} for taskId, {@code type} (without {@code dev.tracker.}) for type, {@code time} for timestamp, and a
 * {@code source} of the form {@code /projects/P/agents/A} for projectId and agentId.
 */
final class CloudEvent {

    private static final UUID NAMESPACE = UUID.fromString("0d6d1c4e-7f52-4c58-9a43-6f1be5a1f6c0");
    private static final Pattern SOURCE = Pattern.compile("/projects/([^/]+)/agents/([^/]+)");
    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /** An event in structured mode: one JSON object with the attributes and {@code data} or {@code data_base64}. */
    static byte[] structured(byte[] json) throws RefusedException {
        ObjectNode envelope = Trees.object(json);
        requireJson(text(envelope, "datacontenttype"));
        ObjectNode event = data(envelope);
        fill(event, name -> text(envelope, name));
        return Trees.bytes(event);
    }

    /** An event in binary mode: attributes as headers, the body as data. */
    static byte[] binary(Attributes attributes, byte[] body) throws RefusedException {
        ObjectNode event = body.length == 0 ? Trees.MAPPER.createObjectNode() : Trees.object(body);
        fill(event, attributes);
        return Trees.bytes(event);
    }

    /** Gives an attribute by its name, null where there is none. */
    @FunctionalInterface
    interface Attributes {
        @Nullable
        String get(String name) throws RefusedException;
    }

    private static ObjectNode data(ObjectNode envelope) throws RefusedException {
        JsonNode data = envelope.get("data");
        JsonNode encoded = envelope.get("data_base64");
        if (encoded != null && encoded.isTextual()) {
            try {
                return Trees.object(Base64.getDecoder().decode(encoded.textValue()));
            } catch (IllegalArgumentException e) {
                throw new RefusedException(RefusalCode.WRONG_TYPE, "data_base64 is not Base64");
            }
        }
        if (data == null || data.isNull()) {
            return Trees.MAPPER.createObjectNode();
        }
        if (data instanceof ObjectNode object) {
            return object;
        }
        throw new RefusedException(RefusalCode.WRONG_TYPE, "data must be a JSON object");
    }

    private static void requireJson(@Nullable String contentType) throws RefusedException {
        String type = contentType == null ? "application/json" : contentType.toLowerCase(Locale.ROOT);
        String media = type.split(";", 2)[0].strip();
        if (!media.endsWith("/json") && !media.endsWith("+json")) {
            throw new RefusedException(RefusalCode.WRONG_TYPE, "datacontenttype must be application/json");
        }
    }

    private static @Nullable String text(ObjectNode envelope, String name) throws RefusedException {
        JsonNode value = envelope.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw new RefusedException(RefusalCode.WRONG_TYPE, "the attribute " + name + " must be a text");
        }
        return value.textValue();
    }

    private static void fill(ObjectNode event, Attributes attributes) throws RefusedException {
        String version = required(attributes, "specversion");
        if (!version.equals("1.0")) {
            throw new RefusedException(RefusalCode.UNSUPPORTED_VERSION, "specversion must be 1.0");
        }
        String id = required(attributes, "id");
        String source = required(attributes, "source");
        String type = required(attributes, "type");
        Trees.fill(
                event,
                "eventId",
                UUID_FORM.matcher(id).matches()
                        ? id
                        : NameUuids.of(NAMESPACE, clean(source), clean(id)).toString());
        Trees.fill(
                event,
                "type",
                type.startsWith(CloudEventHeaders.TYPE_PREFIX)
                        ? type.substring(CloudEventHeaders.TYPE_PREFIX.length())
                        : type);
        fillIfGiven(event, "taskId", attributes.get("subject"));
        fillIfGiven(event, "timestamp", attributes.get("time"));
        Matcher place = SOURCE.matcher(source);
        if (place.matches()) {
            Trees.fill(event, "projectId", decoded(place.group(1)));
            Trees.fill(event, "agentId", decoded(place.group(2)));
        }
    }

    private static void fillIfGiven(ObjectNode event, String field, @Nullable String text) {
        if (text != null) {
            Trees.fill(event, field, text);
        }
    }

    private static String required(Attributes attributes, String name) throws RefusedException {
        String value = attributes.get(name);
        if (value == null || value.isEmpty()) {
            throw new RefusedException(RefusalCode.MISSING_FIELD, "the attribute " + name + " is missing");
        }
        return value;
    }

    /** Parts of a name are told apart by U+0000. */
    private static String clean(String text) {
        return text.replace('\0', '\u2400');
    }

    /** Percent-encoding as {@link CloudEventHeaders} writes it; a plus is a plus. */
    static String decoded(String text) throws RefusedException {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(
                    RefusalCode.ILLEGAL_TEXT, "an attribute has a % that is not followed by two hexadecimal digits");
        }
    }

    private CloudEvent() {}
}
