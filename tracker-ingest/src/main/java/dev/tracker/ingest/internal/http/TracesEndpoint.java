package dev.tracker.ingest.internal.http;

import dev.tracker.ingest.WriteToken;
import dev.tracker.ingest.internal.Problem;
import dev.tracker.ingest.internal.access.Writer;
import dev.tracker.ingest.internal.events.Judge;
import dev.tracker.ingest.internal.events.Judged;
import dev.tracker.ingest.internal.otlp.OtlpForm;
import dev.tracker.ingest.internal.otlp.Span;
import dev.tracker.ingest.internal.otlp.Spans;
import dev.tracker.ingest.internal.otlp.TraceEvents;
import dev.tracker.ingest.internal.send.Fate;
import dev.tracker.ingest.internal.send.Outgoing;
import dev.tracker.ingest.internal.send.Sent;
import dev.tracker.schemas.EventEnvelope;
import dev.tracker.schemas.json.EventEncoder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;

/** Takes traces as exporters of OpenTelemetry send them. What can't be taken now is answered such that they send all of it again, which does no harm. */
final class TracesEndpoint implements Endpoint {

    /** A {@code google.rpc.Status} in the request's own notation. */
    static final Call.ErrorForm ERRORS = (call, problem) -> {
        OtlpForm form = OtlpForm.of(call.request().getHeaders().get(HttpHeader.CONTENT_TYPE));
        OtlpForm told = form == null ? OtlpForm.JSON : form;
        call.bytes(problem.status(), told.mediaType(), told.error(problem.status(), problem.detail()));
    };

    private final Intake intake;
    private final TraceEvents traces = new TraceEvents();

    TracesEndpoint(Intake intake) {
        this.intake = intake;
    }

    @Override
    public void answer(Call call, Writer writer) {
        OtlpForm form = OtlpForm.of(call.request().getHeaders().get(HttpHeader.CONTENT_TYPE));
        if (form == null) {
            throw new Problem(415, "Traces come as application/x-protobuf or application/json.");
        }
        intake.read(call, body -> {
            Spans spans = form.read(body, intake.limits().maxEvents());
            writer.rate().charge(Math.max(1, spans.readable().size()));
            send(call, form, spans, writer.token());
        });
    }

    private void send(Call call, OtlpForm form, Spans spans, WriteToken token) {
        String project = token.usualProject();
        TraceEvents.Mapping mapping =
                traces.map(spans.readable(), project == null ? EventEnvelope.DEFAULT_PROJECT : project);
        List<Outgoing> events = new ArrayList<>();
        Set<Span> refused = new HashSet<>();
        for (TraceEvents.Entry entry : mapping.entries()) {
            Judged judged = intake.pricing().priced(Judge.judge(EventEncoder.encode(entry.event()), token));
            if (judged instanceof Judged.Event event) {
                events.add(new Outgoing(intake.topic(), event.event(), event.json()));
            } else if (judged instanceof Judged.Refused no) {
                intake.metrics().refused(no.code());
                if (refused.add(entry.span())) {
                    spans.refuse(no.reason());
                }
            }
        }
        intake.send(call, events, (answered, sent) -> {
            count(sent);
            if (sent.stream().anyMatch(one -> Fates.of(one) instanceof Fate.Failed)) {
                throw new Problem(503, "Kafka has not acknowledged all of it; send it again.", 1);
            }
            traces.taken(mapping);
            int mapped = mapping.mapped() - refused.size();
            int unmapped = spans.readable().size() - mapping.mapped();
            intake.metrics().spans(mapped, unmapped, spans.refused());
            answered.bytes(200, form.mediaType(), form.success(spans.refused(), message(spans, mapped, unmapped)));
        });
    }

    private void count(List<Sent> sent) {
        int accepted = 0;
        int duplicate = 0;
        int failed = 0;
        for (Sent one : sent) {
            if (Fates.of(one) instanceof Fate.Failed) {
                failed++;
            } else if (one instanceof Sent.UnderWay underWay && !underWay.isDuplicate()) {
                accepted++;
            } else {
                duplicate++;
            }
        }
        intake.metrics().accepted(accepted);
        intake.metrics().duplicate(duplicate);
        intake.metrics().failed(failed);
    }

    /** Spans that mean nothing to us are no fault of who sends them; where all are such, somebody should look. */
    private static String message(Spans spans, int mapped, int unmapped) {
        if (spans.refused() > 0) {
            return spans.firstFault();
        }
        return mapped == 0 && unmapped > 0
                ? "none of these " + unmapped
                        + " spans follows the conventions for generative AI; they were passed over"
                : "";
    }
}
