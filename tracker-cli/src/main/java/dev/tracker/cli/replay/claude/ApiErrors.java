package dev.tracker.cli.replay.claude;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.cli.replay.support.Fields;

/** Words for a failed call of the model's API that is being retried. */
final class ApiErrors {

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

    private ApiErrors() {}
}
