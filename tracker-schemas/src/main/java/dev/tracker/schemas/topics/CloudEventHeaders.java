package dev.tracker.schemas.topics;

import dev.tracker.schemas.EventEnvelope;
import dev.tracker.schemas.ExecutionEvent;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The CloudEvents 1.0 attributes of an event, as headers of its record (binary mode of the Kafka binding). They are for routers and tools that do not
 * read the body; Tracker itself ignores them. Values are UTF-8 text.
 */
public final class CloudEventHeaders {

    public static final String SPEC_VERSION = "ce_specversion";

    public static final String ID = "ce_id";

    /** {@code /projects/<project>/agents/<agent>}, the two percent-encoded. */
    public static final String SOURCE = "ce_source";

    /** {@value #TYPE_PREFIX} and the event's type. */
    public static final String TYPE = "ce_type";

    /** The worker's time, RFC 3339 in UTC; only where the event has one. */
    public static final String TIME = "ce_time";

    /** The task. */
    public static final String SUBJECT = "ce_subject";

    public static final String CONTENT_TYPE = "content-type";

    public static final String TYPE_PREFIX = "dev.tracker.";

    private static final String UNRESERVED = "-._~";

    /** Header names and values of an event, in a fixed order. */
    public static Map<String, String> of(ExecutionEvent event) {
        EventEnvelope envelope = event.envelope();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(SPEC_VERSION, "1.0");
        headers.put(ID, envelope.eventId().toString());
        headers.put(SOURCE, source(envelope));
        headers.put(TYPE, TYPE_PREFIX + event.type().wireName());
        if (envelope.timestamp() != null) {
            headers.put(TIME, envelope.timestamp().toString());
        }
        headers.put(SUBJECT, envelope.taskId());
        headers.put(CONTENT_TYPE, "application/json");
        return Collections.unmodifiableMap(headers);
    }

    private static String source(EventEnvelope envelope) {
        return "/projects/" + percentEncoded(envelope.projectId()) + "/agents/" + percentEncoded(envelope.agentId());
    }

    /** As RFC 3986 wants a path segment: {@code URLEncoder} makes form data, where a blank is a plus. */
    private static String percentEncoded(String text) {
        StringBuilder encoded = new StringBuilder(text.length());
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (isUnreserved(c)) {
                encoded.append(c);
            } else {
                encoded.append('%')
                        .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
                        .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
            }
        }
        return encoded.toString();
    }

    private static boolean isUnreserved(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || UNRESERVED.indexOf(c) >= 0;
    }

    private CloudEventHeaders() {}
}
