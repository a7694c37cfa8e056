package dev.tracker.ingest.internal.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracker.ingest.IngestMetrics;
import dev.tracker.ingest.WriteToken;
import dev.tracker.schemas.json.DecodedEvent;
import dev.tracker.schemas.json.EventDecoder;
import dev.tracker.schemas.json.RefusalCode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Decides, by the decoder that all readers of the topic use, whether something is an event. Fills in what somebody who types a command can't be expected to
 * give: an id, and the project where the token knows it. Stateless and thread-safe.
 */
public final class Judge {

    private static final String EVENT_ID = "eventId";
    private static final String PROJECT_ID = "projectId";

    /** @param token of who sends it */
    public static Judged judge(byte[] json, WriteToken token) {
        DecodedEvent decoded = EventDecoder.decodeValue(json);
        if (decoded instanceof DecodedEvent.Valid valid) {
            return isAllowed(valid, token)
                    ? new Judged.Event(valid.event(), json, List.of())
                    : filled(json, token, foreign(token));
        }
        DecodedEvent.Refused refused = (DecodedEvent.Refused) decoded;
        return refused.code() == RefusalCode.MISSING_FIELD
                ? filled(json, token, Judged.Refused.of(refused))
                : Judged.Refused.of(refused);
    }

    /** @param otherwise the answer where nothing can be filled in */
    private static Judged filled(byte[] json, WriteToken token, Judged.Refused otherwise) {
        ObjectNode event;
        try {
            event = Trees.object(json);
        } catch (RefusedException e) {
            return otherwise;
        }
        List<String> filled = new ArrayList<>();
        if (Trees.fill(event, EVENT_ID, UUID.randomUUID().toString())) {
            filled.add(EVENT_ID);
        }
        String project = token.usualProject();
        if (project != null && Trees.fill(event, PROJECT_ID, project)) {
            filled.add(PROJECT_ID);
        }
        if (filled.isEmpty()) {
            return otherwise;
        }
        byte[] completed = Trees.bytes(event);
        DecodedEvent decoded = EventDecoder.decodeValue(completed);
        if (decoded instanceof DecodedEvent.Valid valid) {
            return isAllowed(valid, token) ? new Judged.Event(valid.event(), completed, filled) : foreign(token);
        }
        return Judged.Refused.of((DecodedEvent.Refused) decoded);
    }

    private static boolean isAllowed(DecodedEvent.Valid valid, WriteToken token) {
        return token.allows(valid.event().envelope().projectId());
    }

    private static Judged.Refused foreign(WriteToken token) {
        return new Judged.Refused(
                IngestMetrics.FOREIGN_PROJECT, "this token may only write events of the projects " + token.projects());
    }

    private Judge() {}
}
