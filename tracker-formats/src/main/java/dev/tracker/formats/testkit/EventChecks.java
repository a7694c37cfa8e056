package dev.tracker.formats.testkit;

import dev.tracker.formats.TraceFormat;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.json.DecodedEvent;
import dev.tracker.schemas.json.EventDecoder;
import dev.tracker.schemas.json.EventEncoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Checks of the events that a good sample gives. */
final class EventChecks {

    private final TraceFormat format;
    private final SampleCopy sample;

    EventChecks(TraceFormat format, SampleCopy sample) {
        this.format = format;
        this.sample = sample;
    }

    void recognized() throws IOException {
        Path file = sample.unchanged();
        check(format.isSession(file), "isSession() is false for the sample", file);
        check(format.recognizes(file), "recognizes() is false for the sample", file);
        Collected found = Collected.read(format, file);
        check(!found.events().isEmpty(), "the sample gives no events");
        check(found.records() > 0, "the sample's records are not counted: call TraceSink.record for each");
        check(found.problems().isEmpty(), "the sample can't be read in full", found.problems());
        found.byCounter().keySet().stream()
                .map(Collected.Counter::taskId)
                .distinct()
                .forEach(task -> check(
                        found.of(task).stream().anyMatch(ExecutionEvent.Start.class::isInstance),
                        "a task never starts",
                        task));
    }

    void accepted() throws IOException {
        requireAccepted(Collected.read(format, sample.unchanged()));
    }

    void distinct() throws IOException {
        Set<UUID> ids = new HashSet<>();
        for (ExecutionEvent event : Collected.read(format, sample.unchanged()).events()) {
            check(ids.add(event.envelope().eventId()), "its id is another event's", event);
        }
    }

    void numbered() throws IOException {
        requireNumbered(Collected.read(format, sample.unchanged()));
    }

    void repeatable() throws IOException {
        List<ExecutionEvent> first = Collected.read(format, sample.unchanged()).events();
        List<ExecutionEvent> second = Collected.read(format, sample.unchanged()).events();
        check(first.equals(second), "reading again gives other events", first, second);
    }

    static void requireAccepted(Collected found) {
        for (ExecutionEvent event : found.events()) {
            byte[] key = event.envelope().taskId().getBytes(StandardCharsets.UTF_8);
            DecodedEvent decoded = EventDecoder.decode(key, EventEncoder.encode(event));
            check(decoded.equals(new DecodedEvent.Valid(event)), "the wire does not take it", event, decoded);
        }
    }

    static void requireNumbered(Collected found) {
        found.byCounter().forEach((counter, events) -> {
            for (int i = 0; i < events.size(); i++) {
                boolean isNext = events.get(i).envelope().seq() == i;
                check(isNext, "an event does not have the next number of its counter", i, counter, events.get(i));
            }
        });
    }

    /** {@code details} show what is wrong. */
    static void check(boolean holds, String message, Object... details) {
        if (!holds) {
            throw new AssertionError(
                    message + ": " + Arrays.stream(details).map(String::valueOf).collect(Collectors.joining("; ")));
        }
    }
}
