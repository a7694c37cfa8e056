package dev.tracker.ingest.internal.otlp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracker.schemas.EventEnvelope;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.NameUuids;
import dev.tracker.schemas.Outcome;
import dev.tracker.schemas.Texts;
import dev.tracker.schemas.TokenCounts;
import dev.tracker.schemas.WireLimits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The mapping: which events a span becomes. It depends on nothing but the span, and so do the events' ids: a span that is sent again becomes the same events. The table
 * in docs/ingest.md says the same in words.
 */
final class SpanEvents {

    /** Changing it would make every span's events new ones. */
    private static final UUID NAMESPACE = UUID.fromString("5b1f3c64-9a0e-4c8c-8f0f-7a4de2f6c911");

    private static final String NOBODY = "otel";
    private static final int MAX_TARGET = 4_096;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> CANCELLED =
            Set.of("cancelled", "canceled", "CancelledError", "asyncio.CancelledError");

    /** Arguments of tools that say what the tool is applied to, the most telling first. */
    private static final List<String> TARGETS =
            List.of("file_path", "path", "filename", "command", "query", "pattern", "url", "name");

    private final Span span;
    private final String usualProject;
    private final List<ExecutionEvent> events = new ArrayList<>();

    /** @param usualProject of spans that name none */
    SpanEvents(Span span, String usualProject) {
        this.span = span;
        this.usualProject = usualProject;
    }

    /** That the task began with this span: the root, or the first one heard of. */
    ExecutionEvent start() {
        String conversation = span.text(GenAi.CONVERSATION);
        return new ExecutionEvent.Start(
                envelope("start", span.startedAt(), conversation == null ? null : "conversation " + conversation),
                0,
                null,
                0,
                null,
                span.isRoot() ? mended(span.name(), WireLimits.MAX_TEXT) : null);
    }

    /** What the span tells besides: of a call, and of the end where it is the root. */
    List<ExecutionEvent> rest() {
        switch (GenAi.kind(span)) {
            case MODEL -> cost();
            case TOOL -> action(mended(orElse(span.text(GenAi.TOOL_NAME), "tool"), WireLimits.MAX_TEXT), target());
            case AGENT -> {
                if (!span.isRoot()) {
                    action("delegate", orElse(span.text(GenAi.AGENT_NAME), span.name()));
                }
            }
            case NONE -> {
                // A root around an agent's run, such as a request to a server: it only ends the task.
            }
        }
        if (hasFailed() && (span.isRoot() || GenAi.kind(span) == GenAi.Kind.MODEL)) {
            events.add(new ExecutionEvent.ErrorReport(envelope("error", span.endedAt(), null), error(), false));
        }
        if (span.isRoot()) {
            events.add(new ExecutionEvent.Complete(envelope("complete", span.endedAt(), null), outcome()));
        }
        return events;
    }

    private void cost() {
        long read = GenAi.cacheReadTokens(span);
        long written = GenAi.cacheWriteTokens(span);
        long input = Math.max(0, GenAi.inputTokens(span) - read - written);
        TokenCounts tokens =
                new TokenCounts(bounded(input), bounded(GenAi.outputTokens(span)), bounded(read), bounded(written));
        String model = GenAi.model(span);
        events.add(new ExecutionEvent.Cost(
                envelope("cost", span.endedAt(), null),
                null,
                tokens,
                model == null ? null : mended(model, WireLimits.MAX_ID)));
    }

    private void action(String action, @Nullable String target) {
        events.add(new ExecutionEvent.Action(
                envelope("action", span.endedAt(), null),
                action,
                target == null ? null : mended(target, MAX_TARGET),
                !hasFailed(),
                Math.min(span.durationMs(), WireLimits.MAX_SAFE_INTEGER)));
    }

    private boolean hasFailed() {
        return span.isError() || span.text(GenAi.ERROR_TYPE) != null;
    }

    private Outcome outcome() {
        if (!hasFailed()) {
            return Outcome.SUCCESS;
        }
        return CANCELLED.contains(orElse(span.text(GenAi.ERROR_TYPE), "")) ? Outcome.CANCELLED : Outcome.FAILED;
    }

    private String error() {
        String type = span.text(GenAi.ERROR_TYPE);
        String message = span.statusMessage();
        String both = type == null ? message : message.isEmpty() ? type : type + ": " + message;
        return mended(both.isEmpty() ? span.name() + " failed" : both, WireLimits.MAX_TEXT);
    }

    /** What the tool was applied to, where its arguments were recorded, as text or as a map. */
    private @Nullable String target() {
        Object arguments = span.attributes().get(GenAi.TOOL_ARGUMENTS);
        if (arguments instanceof String text) {
            try {
                JsonNode tree = JSON.readTree(text);
                return TARGETS.stream()
                        .filter(name -> tree.path(name).isTextual())
                        .map(name -> tree.path(name).asText())
                        .findFirst()
                        .orElse(null);
            } catch (JsonProcessingException e) {
                return text;
            }
        }
        return arguments instanceof Map<?, ?> map
                ? TARGETS.stream()
                        .filter(name -> map.get(name) instanceof String)
                        .map(name -> String.valueOf(map.get(name)))
                        .findFirst()
                        .orElse(null)
                : null;
    }

    private EventEnvelope envelope(String part, @Nullable Instant at, @Nullable String message) {
        String agent = orElse(
                span.text(GenAi.AGENT_NAME),
                orElse(span.text(GenAi.AGENT_ID), orElse(span.textOrResource(GenAi.SERVICE), NOBODY)));
        long attempt = span.count(GenAi.ATTEMPT);
        return new EventEnvelope(
                NameUuids.of(NAMESPACE, span.traceId(), span.spanId(), part),
                orElse(span.textOrResource(GenAi.TASK), span.traceId()),
                agent,
                orElse(span.textOrResource(GenAi.PROJECT), usualProject),
                span.textOrResource(GenAi.PARENT_TASK),
                (int) Math.max(1, Math.min(WireLimits.MAX_ATTEMPT, attempt)),
                EventEnvelope.UNSEQUENCED,
                agent,
                at,
                message == null ? null : mended(message, WireLimits.MAX_TEXT));
    }

    private static long bounded(long count) {
        return Math.min(count, WireLimits.MAX_SAFE_INTEGER);
    }

    private static String orElse(@Nullable String text, String otherwise) {
        return text == null ? otherwise : text;
    }

    /** The text as the wire takes it: cut, with U+2400 for U+0000 and U+FFFD for half a surrogate pair. */
    private static String mended(String text, int max) {
        StringBuilder out = new StringBuilder(Math.min(text.length(), max));
        Texts.abridge(text, max)
                .codePoints()
                .map(c -> c == 0 ? '\u2400' : isHalfPair(c) ? '\uFFFD' : c)
                .forEach(out::appendCodePoint);
        return out.toString();
    }

    private static boolean isHalfPair(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
