package dev.tracker.ingest.internal.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tracker.ingest.IngestMetrics;
import dev.tracker.ingest.internal.events.Judged;
import dev.tracker.ingest.internal.send.Fate;
import dev.tracker.ingest.internal.send.Sent;
import dev.tracker.schemas.json.RefusalCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;

/** What became of each event of a request, in words. Used once, by one thread. */
final class EventResults {

    /** Code of an event that Kafka did not take in time; no dead letter has it, for the event may come yet. */
    static final String UNAVAILABLE = "UNAVAILABLE";

    private static final JsonFactory JSON = new JsonFactory();

    private final ByteArrayOutputStream items = new ByteArrayOutputStream();
    private int accepted;
    private int duplicate;
    private int refused;
    private int failed;

    /**
     * @param judged all events
     * @param sent what was done with those that are events
     */
    static EventResults of(List<Judged> judged, List<Sent> sent, IngestMetrics metrics) {
        EventResults results = new EventResults();
        Iterator<Sent> next = sent.iterator();
        try (JsonGenerator out = JSON.createGenerator(results.items)) {
            out.writeStartArray();
            for (int i = 0; i < judged.size(); i++) {
                out.writeStartObject();
                out.writeNumberField("index", i);
                if (judged.get(i) instanceof Judged.Event event) {
                    results.event(out, event, next.next(), metrics);
                } else if (judged.get(i) instanceof Judged.Refused no) {
                    results.refused(out, no.code(), no.reason(), metrics);
                }
                out.writeEndObject();
            }
            out.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        metrics.accepted(results.accepted);
        metrics.duplicate(results.duplicate);
        metrics.failed(results.failed);
        return results;
    }

    private void event(JsonGenerator out, Judged.Event event, Sent sent, IngestMetrics metrics) throws IOException {
        out.writeStringField("eventId", event.event().envelope().eventId().toString());
        Fate fate = Fates.of(sent);
        if (fate instanceof Fate.Stored stored) {
            boolean isDuplicate = sent instanceof Sent.UnderWay underWay && underWay.isDuplicate();
            accepted += isDuplicate ? 0 : 1;
            duplicate += isDuplicate ? 1 : 0;
            out.writeStringField("status", isDuplicate ? "duplicate" : "accepted");
            out.writeNumberField("partition", stored.partition());
            out.writeStringField("offset", Long.toString(stored.offset()));
        } else if (fate instanceof Fate.Failed no) {
            failed++;
            out.writeStringField("status", "failed");
            out.writeStringField("code", UNAVAILABLE);
            out.writeStringField("reason", no.reason());
        } else {
            refused(out, RefusalCode.CONFLICT.name(), "another event was sent with this eventId", metrics);
        }
        if (!event.filled().isEmpty()) {
            out.writeArrayFieldStart("filled");
            for (String field : event.filled()) {
                out.writeString(field);
            }
            out.writeEndArray();
        }
    }

    private void refused(JsonGenerator out, String code, String reason, IngestMetrics metrics) throws IOException {
        refused++;
        metrics.refused(code);
        out.writeStringField("status", "refused");
        out.writeStringField("code", code);
        out.writeStringField("reason", reason);
    }

    /** Whether some may be sent again as they are. */
    boolean hasFailed() {
        return failed > 0;
    }

    /** 503 where Kafka is away, 400 where all are refused, 207 where some are, else 200. */
    int status() {
        if (failed > 0) {
            return 503;
        }
        if (refused == 0) {
            return 200;
        }
        return accepted + duplicate > 0 ? 207 : 400;
    }

    byte[] json() {
        ByteArrayOutputStream form = new ByteArrayOutputStream(items.size() + 100);
        try (JsonGenerator out = JSON.createGenerator(form)) {
            out.writeStartObject();
            out.writeNumberField("accepted", accepted);
            out.writeNumberField("duplicate", duplicate);
            out.writeNumberField("refused", refused);
            out.writeNumberField("failed", failed);
            out.writeFieldName("results");
            out.writeRawValue(items.toString(StandardCharsets.UTF_8));
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return form.toByteArray();
    }
}
