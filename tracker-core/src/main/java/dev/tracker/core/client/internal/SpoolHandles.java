package dev.tracker.core.client.internal;

import dev.tracker.core.client.Delivery;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The handles of updates that are in the spool, by their numbers; as many as there is room for. Guarded by the outlet's lock. */
final class SpoolHandles {

    /** Most that are told of their delivery; a worker that is further ahead is told that its update is in the spool. */
    private static final int MOST = 32_768;

    private final Map<Long, Outgoing> byNumber = new HashMap<>();

    /** The update is on disk under that number, so its bytes need not be kept. */
    void spooled(long number, Outgoing update) {
        if (byNumber.size() < MOST) {
            update.forgetBytes();
            byNumber.put(number, update);
        } else {
            update.decide(Delivery.State.SPOOLED, null);
        }
    }

    /** Tells whoever has a handle of that number what became of it. */
    void decide(long number, Delivery.State state, @Nullable Exception failure) {
        Outgoing handle = byNumber.remove(number);
        if (handle != null) {
            handle.decide(state, failure);
        }
    }

    /** Tells all others that the next tracker on the folder will deliver. */
    void leave() {
        byNumber.values().forEach(handle -> handle.decide(Delivery.State.SPOOLED, null));
        byNumber.clear();
    }
}
