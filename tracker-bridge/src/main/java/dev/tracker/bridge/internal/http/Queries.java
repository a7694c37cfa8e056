package dev.tracker.bridge.internal.http;

import dev.tracker.bridge.internal.query.Parameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;

/** What stands behind the question mark. */
final class Queries {

    /** @throws Problem if it is not percent-encoded UTF-8 */
    static Fields of(Request request) {
        try {
            return Request.extractQueryParameters(request);
        } catch (RuntimeException e) {
            throw Problem.badRequest("The query is not percent-encoded UTF-8.");
        }
    }

    static Map<String, List<String>> values(Request request) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (Fields.Field field : of(request)) {
            values.put(field.getName(), new ArrayList<>(field.getValues()));
        }
        return values;
    }

    /** @throws dev.tracker.bridge.internal.query.BadQueryException if there is a parameter with another name than these */
    static Parameters parameters(Request request, List<String> names) {
        return new Parameters(values(request), names);
    }

    private Queries() {}
}
