package dev.tracker.schemas.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/** Events written by hand, for the tests of what is not one. */
final class EventJson {

    static final String TASK = "task-1";

    private static final String ENVELOPE =
            "\"eventId\":\"0190a5e4-7f00-7abc-8def-0123456789ab\",\"taskId\":\"task-1\",\"agentId\":\"agent-1\"";

    /** A complete envelope and these fields. */
    static String with(String fields) {
        return "{" + ENVELOPE + "," + fields + "}";
    }

    /** A log event with these fields besides. */
    static String log(String fields) {
        return with("\"type\":\"log\"," + fields);
    }

    static DecodedEvent decode(String json) {
        return decode(json.getBytes(UTF_8));
    }

    static DecodedEvent decode(byte @Nullable [] json) {
        return EventDecoder.decode(TASK.getBytes(UTF_8), json);
    }

    private EventJson() {}
}
