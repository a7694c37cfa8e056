package dev.tracker.ingest.internal.http;

import dev.tracker.ingest.IngestLimits;
import dev.tracker.ingest.IngestMetrics;
import dev.tracker.ingest.internal.events.Pricing;
import dev.tracker.ingest.internal.send.EventSender;
import dev.tracker.ingest.internal.send.InFlight;
import dev.tracker.ingest.internal.send.Outgoing;
import dev.tracker.ingest.internal.send.Sent;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * What all endpoints do alike: read a body, and hand its events to Kafka. Thread-safe.
 *
 * @param topic where events go
 */
record Intake(
        String topic,
        EventSender sender,
        InFlight inFlight,
        IngestLimits limits,
        Pricing pricing,
        IngestMetrics metrics) {

    /**
     * Reads the body, undoes its compression and hands it on.
     *
     * @throws dev.tracker.ingest.internal.Problem if it can be told from the headers that this will not do
     */
    void read(Call call, Consumer<byte[]> next) {
        boolean isGzip = Decompressed.isGzip(call.request().getHeaders());
        InFlight.Share share = inFlight.share();
        int most = limits.maxBodyBytes();
        BodyReader.read(
                call,
                most,
                limits.receiveWithin(),
                share,
                metrics,
                body -> next.accept(isGzip ? Decompressed.gunzip(body, most, share) : body));
    }

    /**
     * Sends all of these events or none, and goes on once it is decided what becomes of them or time is up.
     *
     * @throws dev.tracker.ingest.internal.Problem if there is no room for them
     */
    void send(Call call, List<Outgoing> events, BiConsumer<Call, List<Sent>> next) {
        List<Sent> sent = sender.offer(events);
        if (sent == null) {
            throw BodyReader.noRoom();
        }
        Fates.await(
                sent,
                limits.answerWithin(),
                call.request().getComponents(),
                () -> call.guard(() -> next.accept(call, sent)));
    }
}
