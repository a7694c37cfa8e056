package dev.tracker.formats.internal.claude;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.formats.support.Fields;

/** Words for failed calls of the model's API. */
final class ApiErrors {

    /** A failure after which the call is tried again. */
    static String describe(JsonNode record) {
        JsonNode error = record.path("error");
        String cause = Fields.text(error, "message");
        if (cause == null) {
            cause = Fields.text(error.path("error"), "message");
        }
        if (cause == null) {
            cause = Fields.firstText(error.path("cause"), "code", "message");
        }
        String what = cause == null ? "API error" : "API error: " + cause;
        long attempt = Fields.count(record, "retryAttempt");
        return attempt == 0 ? what : what + ", retry " + attempt + " of " + Fields.count(record, "maxRetries");
    }

    /** The text of a message that shows a failure for good. */
    static String shown(JsonNode message) {
        String text = Fields.content(message.path("content"));
        return text == null ? "API error" : text;
    }

    private ApiErrors() {}
}
