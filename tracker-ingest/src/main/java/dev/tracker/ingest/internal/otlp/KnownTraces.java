package dev.tracker.ingest.internal.otlp;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** The traces that agents' spans came of lately, a bounded number of them. Thread-safe. */
final class KnownTraces {

    private final LinkedHashMap<String, Boolean> known;

    KnownTraces(int most) {
        this.known = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                return size() > most;
            }
        };
    }

    synchronized boolean contains(String traceId) {
        return known.containsKey(traceId);
    }

    synchronized void addAll(Collection<String> traceIds) {
        traceIds.forEach(traceId -> known.put(traceId, Boolean.TRUE));
    }
}
