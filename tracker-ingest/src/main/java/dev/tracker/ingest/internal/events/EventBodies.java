package dev.tracker.ingest.internal.events;

import dev.tracker.ingest.WriteToken;
import dev.tracker.ingest.internal.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/** How the events of a request are written down. */
public enum EventBodies {
    /** One event as a JSON object, or an array of them. */
    JSON,
    /** An event a line. */
    NDJSON,
    /** An event in the body, attributes of CloudEvents in headers. */
    CLOUD_EVENT_BINARY,
    /** An event in an envelope of CloudEvents. */
    CLOUD_EVENT,
    /** An array of such envelopes. */
    CLOUD_EVENTS;

    private static final String CE = "ce-";

    /** @throws Problem if it is none that is known */
    public static EventBodies of(HttpFields headers) {
        String type = mediaType(headers.get(HttpHeader.CONTENT_TYPE));
        boolean isBinary = headers.contains(CE + "specversion") || headers.contains(CE + "id");
        if (isBinary && (type.isEmpty() || type.equals("application/json"))) {
            return CLOUD_EVENT_BINARY;
        }
        return switch (type) {
            case "application/json" -> JSON;
            case "application/x-ndjson" -> NDJSON;
            case "application/cloudevents+json" -> CLOUD_EVENT;
            case "application/cloudevents-batch+json" -> CLOUD_EVENTS;
            default ->
                throw new Problem(
                        415,
                        "Events come as application/json, application/x-ndjson, application/cloudevents+json or"
                                + " application/cloudevents-batch+json, in UTF-8.");
        };
    }

    /** Type and subtype in lower case, empty if there is none; with another charset than UTF-8 it is none that is known. */
    private static String mediaType(@Nullable String contentType) {
        if (contentType == null) {
            return "";
        }
        String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].replace("\"", "").strip();
            if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) {
                return "of another charset";
            }
        }
        return parts[0].strip();
    }

    /**
     * Every event of the body, judged, in their order.
     *
     * @param most events that there may be
     * @throws Problem if it can't be told where one ends and the next begins, or there are too many
     */
    public List<Judged> judge(HttpFields headers, byte[] body, int most, WriteToken token) {
        List<Judged> judged = new ArrayList<>();
        switch (this) {
            case JSON -> {
                List<byte[]> slices = ArraySlices.isArray(body) ? ArraySlices.of(body, most) : List.of(body);
                slices.forEach(slice -> judged.add(Judge.judge(slice, token)));
            }
            case NDJSON -> Lines.of(body, most).forEach(line -> judged.add(Judge.judge(line, token)));
            case CLOUD_EVENT -> judged.add(judge(() -> CloudEvent.structured(body), token));
            case CLOUD_EVENTS ->
                ArraySlices.of(requireArray(body), most)
                        .forEach(slice -> judged.add(judge(() -> CloudEvent.structured(slice), token)));
            case CLOUD_EVENT_BINARY ->
                judged.add(judge(() -> CloudEvent.binary(name -> attribute(headers, name), body), token));
        }
        return judged;
    }

    private static byte[] requireArray(byte[] body) {
        if (!ArraySlices.isArray(body)) {
            throw new Problem(400, "A batch of CloudEvents is a JSON array.");
        }
        return body;
    }

    private static @Nullable String attribute(HttpFields headers, String name) throws RefusedException {
        HttpField field = headers.getField(CE + name);
        return field == null || field.getValue() == null ? null : CloudEvent.decoded(field.getValue());
    }

    /** Something that gives an event as JSON. */
    @FunctionalInterface
    private interface Source {
        byte[] json() throws RefusedException;
    }

    private static Judged judge(Source source, WriteToken token) {
        try {
            return Judge.judge(source.json(), token);
        } catch (RefusedException e) {
            return e.refused();
        }
    }
}
