package dev.tracker.core.client.internal;

import dev.tracker.schemas.EventEnvelope;
import dev.tracker.schemas.ExecutionEvent;
import java.util.LinkedHashMap;
import java.util.Map;

/** The CloudEvents 1.0 attributes of an event in the Kafka protocol binding's binary mode. */
final class CloudEvents {

    static Map<String, String> headers(ExecutionEvent event) {
        EventEnvelope envelope = event.envelope();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", envelope.eventId().toString());
        headers.put("ce_source", "/tracker/" + envelope.projectId());
        headers.put("ce_type", "dev.tracker." + event.type().wireName() + ".v1");
        headers.put("ce_subject", envelope.taskId());
        if (envelope.timestamp() != null) {
            headers.put("ce_time", envelope.timestamp().toString());
        }
        headers.put("content-type", "application/json");
        return headers;
    }

    private CloudEvents() {}
}
