package dev.tracker.ingest.internal.send;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The events that are under way, and a bounded number of those that Kafka took last, by their ids: what is sent again is known here. Of the latter the oldest is
 * forgotten first; one that failed is forgotten at once, so that it may come again. Thread-safe.
 */
final class RecentEvents {

    /** One that Kafka has. */
    private record Kept(int content, Fate.Stored place) {}

    /** What is known of an id. */
    sealed interface Known {

        /** Nothing; it is now under way. */
        record Nothing() implements Known {}

        /** The same event is under way. */
        record UnderWay(Outgoing first) implements Known {}

        /** The same event is in the log. */
        record InLog(Fate.Stored place) implements Known {}

        /** Another event has this id. */
        record OtherContent() implements Known {}
    }

    private static final Known NOTHING = new Known.Nothing();
    private static final Known OTHER_CONTENT = new Known.OtherContent();

    private final Map<UUID, Outgoing> underWay = new HashMap<>();
    private final LinkedHashMap<UUID, Kept> kept;

    RecentEvents(int most) {
        this.kept = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<UUID, Kept> eldest) {
                return size() > most;
            }
        };
    }

    /** What is known of the event's id. Where that is nothing, the event counts as under way from now on. */
    synchronized Known admit(Outgoing event) {
        Outgoing first = underWay.get(event.eventId());
        if (first != null) {
            return first.content() == event.content() ? new Known.UnderWay(first) : OTHER_CONTENT;
        }
        Kept old = kept.get(event.eventId());
        if (old != null) {
            return old.content == event.content() ? new Known.InLog(old.place) : OTHER_CONTENT;
        }
        underWay.put(event.eventId(), event);
        return NOTHING;
    }

    /** @param place where it is in the log; null if it did not get there */
    synchronized void decided(Outgoing event, Fate.@Nullable Stored place) {
        underWay.remove(event.eventId());
        if (place != null) {
            kept.put(event.eventId(), new Kept(event.content(), place));
        }
    }
}
