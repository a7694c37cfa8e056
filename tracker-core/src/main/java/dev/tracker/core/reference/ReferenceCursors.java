package dev.tracker.core.reference;

import dev.tracker.schemas.EmitterCursor;
import dev.tracker.schemas.Emitters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The cursors of a task's emitters, least recently used first. */
final class ReferenceCursors {

    private record Key(String emitterId, int attempt) {}

    private final Map<Key, ReferenceCursor> cursors = new LinkedHashMap<>();
    private long forgotten;

    ReferenceCursor.Sight see(String emitterId, int attempt, long seq) {
        Key key = new Key(emitterId, attempt);
        // Taken out and put back: the map's order is that of insertion, so this makes it the last.
        ReferenceCursor cursor = cursors.remove(key);
        if (cursor == null) {
            cursor = new ReferenceCursor();
        }
        cursors.put(key, cursor);
        if (cursors.size() > Emitters.MAX_CURSORS) {
            cursors.remove(cursors.keySet().iterator().next());
            forgotten++;
        }
        return cursor.see(seq);
    }

    Emitters toEmitters() {
        List<EmitterCursor> list = new ArrayList<>();
        cursors.forEach((key, cursor) -> list.add(cursor.toCursor(key.emitterId(), key.attempt())));
        return new Emitters(list, forgotten);
    }
}
