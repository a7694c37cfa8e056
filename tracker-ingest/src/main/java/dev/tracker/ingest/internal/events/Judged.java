package dev.tracker.ingest.internal.events;

import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.json.DecodedEvent;
import dev.tracker.schemas.json.RefusalCode;
import java.util.List;

/** Whether something is an event that its sender may send. */
public sealed interface Judged {

    /**
     * It is.
     *
     * @param json what is to lie in the topic
     * @param filled names of fields that it left out and that were filled in here
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Event(ExecutionEvent event, byte[] json, List<String> filled) implements Judged {}

    /**
     * It is not.
     *
     * @param code as in dead letters, or {@link dev.tracker.ingest.IngestMetrics#FOREIGN_PROJECT}
     * @param reason in words
     */
    record Refused(String code, String reason) implements Judged {

        static Refused of(RefusalCode code, String reason) {
            return new Refused(code.name(), reason);
        }

        static Refused of(DecodedEvent.Refused refused) {
            return new Refused(refused.code().name(), refused.reason());
        }
    }
}
