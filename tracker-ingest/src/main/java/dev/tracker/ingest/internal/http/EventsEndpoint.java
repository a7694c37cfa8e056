package dev.tracker.ingest.internal.http;

import dev.tracker.ingest.internal.access.Writer;
import dev.tracker.ingest.internal.events.EventBodies;
import dev.tracker.ingest.internal.events.Judged;
import dev.tracker.ingest.internal.send.Outgoing;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/** Takes events, and says of each what became of it once Kafka has answered. */
final class EventsEndpoint implements Endpoint {

    private static final String RETRY_SECONDS = "1";

    private final Intake intake;

    EventsEndpoint(Intake intake) {
        this.intake = intake;
    }

    @Override
    public void answer(Call call, Writer writer) {
        HttpFields headers = call.request().getHeaders();
        EventBodies notation = EventBodies.of(headers);
        intake.read(call, body -> {
            List<Judged> judged = notation.judge(headers, body, intake.limits().maxEvents(), writer.token()).stream()
                    .map(intake.pricing()::priced)
                    .toList();
            writer.rate().charge(Math.max(1, judged.size()));
            send(call, judged);
        });
    }

    private void send(Call call, List<Judged> judged) {
        List<Outgoing> events = new ArrayList<>();
        for (Judged candidate : judged) {
            if (candidate instanceof Judged.Event event) {
                events.add(new Outgoing(intake.topic(), event.event(), event.json()));
            }
        }
        intake.send(call, events, (answered, sent) -> {
            EventResults results = EventResults.of(judged, sent, intake.metrics());
            if (results.hasFailed()) {
                answered.header(HttpHeader.RETRY_AFTER, RETRY_SECONDS);
            }
            answered.bytes(results.status(), "application/json", results.json());
        });
    }
}
