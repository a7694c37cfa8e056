package dev.tracker.cli.way;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.json.DecodedEvent;
import dev.tracker.schemas.json.EventDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** Events of a recording as those of other tasks, so that one recording can be sent in several ways and each has tasks of its own. */
final class Renamed {

    private final String prefix;

    /** @param prefix before the names of tasks and projects; nothing else in a recording may look like it */
    Renamed(String prefix) {
        this.prefix = prefix;
    }

    List<ExecutionEvent> all(List<ExecutionEvent> events) {
        return events.stream().map(this::one).toList();
    }

    private ExecutionEvent one(ExecutionEvent event) {
        ObjectNode json = HttpWay.json(event);
        for (String name : List.of("taskId", "projectId", "parentTaskId")) {
            if (json.has(name)) {
                json.put(name, prefix + json.path(name).asText());
            }
        }
        String id = prefix + event.envelope().eventId();
        json.put(
                "eventId",
                UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString());
        DecodedEvent decoded = EventDecoder.decodeValue(json.toString().getBytes(StandardCharsets.UTF_8));
        if (decoded instanceof DecodedEvent.Valid valid) {
            return valid.event();
        }
        throw new AssertionError(decoded + ": " + json);
    }

    /** What was said of the renamed tasks, as if it had been said of the others. */
    String undo(String text) {
        return text.replace(prefix, "");
    }
}
