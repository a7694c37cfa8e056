package dev.tracker.ingest.internal.otlp;

import dev.tracker.schemas.ExecutionEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes events of the spans of a request. A span is sent when it has ended, so children come before their parents and the root comes last. A trace is a task: it
 * begins with the first of its spans that we hear of, and ends with its root. Thread-safe.
 */
public final class TraceEvents {

    private static final int KNOWN_TRACES = 100_000;

    private final KnownTraces known = new KnownTraces(KNOWN_TRACES);

    /** An event and the span that tells of it. */
    public record Entry(Span span, ExecutionEvent event) {}

    /**
     * What the spans of a request mean.
     *
     * @param entries the events in the order in which they should take effect
     * @param mapped how many spans mean something to us
     * @param traces the traces that they are of
     */
    public record Mapping(List<Entry> entries, int mapped, Set<String> traces) {}

    /** @param usualProject of spans that name none */
    public Mapping map(List<Span> spans, String usualProject) {
        Set<String> traces = new HashSet<>();
        for (Span span : spans) {
            if (isAgents(span) || known.contains(span.traceId())) {
                traces.add(span.traceId());
            }
        }
        List<Span> telling = spans.stream()
                .filter(span -> isAgents(span) || (span.isRoot() && traces.contains(span.traceId())))
                .sorted(Comparator.comparing(Span::isRoot).thenComparingLong(Span::endNanos))
                .toList();
        List<Entry> entries = new ArrayList<>();
        for (Span first : beginnings(telling)) {
            entries.add(new Entry(first, new SpanEvents(first, usualProject).start()));
        }
        for (Span span : telling) {
            new SpanEvents(span, usualProject).rest().forEach(event -> entries.add(new Entry(span, event)));
        }
        return new Mapping(entries, telling.size(), traces);
    }

    private static boolean isAgents(Span span) {
        return GenAi.kind(span) != GenAi.Kind.NONE;
    }

    /** Of each trace the root where it is there; else, of a trace that is new, the span that began first. */
    private Iterable<Span> beginnings(List<Span> spans) {
        Map<String, Span> beginnings = new LinkedHashMap<>();
        for (Span span : spans) {
            if (span.isRoot() || !known.contains(span.traceId())) {
                beginnings.merge(span.traceId(), span, TraceEvents::first);
            }
        }
        return beginnings.values();
    }

    private static Span first(Span one, Span other) {
        if (one.isRoot() != other.isRoot()) {
            return one.isRoot() ? one : other;
        }
        return other.startNanos() < one.startNanos() ? other : one;
    }

    /** Notes that Kafka has all of it: only then need the beginning of its traces not be told again. */
    public void taken(Mapping mapping) {
        known.addAll(mapping.traces());
    }
}
