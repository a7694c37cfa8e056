package dev.tracker.schemas.json;

import static dev.tracker.schemas.json.RefusalCode.DUPLICATE_FIELD;
import static dev.tracker.schemas.json.RefusalCode.MISSING_FIELD;
import static dev.tracker.schemas.json.RefusalCode.OUT_OF_RANGE;
import static dev.tracker.schemas.json.RefusalCode.UNKNOWN_TYPE;
import static dev.tracker.schemas.json.RefusalCode.UNSUPPORTED_VERSION;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tracker.schemas.EventEnvelope;
import dev.tracker.schemas.EventType;
import dev.tracker.schemas.Evidence;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.Outcome;
import dev.tracker.schemas.TokenCounts;
import dev.tracker.schemas.Usd;
import dev.tracker.schemas.WireLimits;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one event as they are met, in whatever order; {@link #build} makes the event of them. Not thread-safe, used once.
 *
 * <p>JSON null counts as absent. Unknown fields are passed over, so that an older reader survives a newer writer's additions.
 */
final class EventDraft {

    private static final int SUPPORTED_VERSION = 1;
    private static final double MAX_PERCENT = 100;

    private final Set<String> seen = new HashSet<>();

    private @Nullable UUID eventId;
    private @Nullable String taskId;
    private @Nullable String agentId;
    private @Nullable String projectId;
    private @Nullable String parentTaskId;
    private @Nullable String emitterId;
    private @Nullable Instant timestamp;
    private @Nullable String message;
    private @Nullable EventType type;
    private int attempt = 1;
    private long seq = EventEnvelope.UNSEQUENCED;

    private int criteriaTotal;
    private @Nullable List<String> criteria;
    private int maxIterations;
    private @Nullable Usd maxCost;
    private @Nullable String title;
    private @Nullable Integer iteration;
    private @Nullable Double percent;
    private @Nullable Integer index;
    private @Nullable Boolean verified;
    private @Nullable Evidence evidence;
    private @Nullable String text;
    private @Nullable String action;
    private @Nullable String target;
    private @Nullable Boolean success;
    private long durationMs = ExecutionEvent.Action.UNKNOWN_DURATION;
    private @Nullable Usd usd;
    private long inputTokens;
    private long outputTokens;
    private long cacheReadTokens;
    private long cacheWriteTokens;
    private @Nullable String model;
    private @Nullable String error;
    private boolean isTransient;
    private long expectedSilenceMs;
    private @Nullable Outcome outcome;

    /** Takes the value that the parser stands at. */
    void read(String name, JsonParser in) throws IOException, RefusedException {
        if (!seen.add(name)) {
            throw new RefusedException(DUPLICATE_FIELD, "the field " + name + " occurs twice");
        }
        if (in.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        switch (name) {
            case "schemaVersion" -> {
                long version = EventFields.integer(in, name, 1, Integer.MAX_VALUE);
                if (version > SUPPORTED_VERSION) {
                    throw new RefusedException(
                            UNSUPPORTED_VERSION, "schemaVersion " + version + " is newer than this reader");
                }
            }
            case "eventId" -> eventId = EventFields.uuid(in, name);
            case "taskId" -> taskId = EventFields.id(in, name);
            case "agentId" -> agentId = EventFields.id(in, name);
            case "projectId" -> projectId = EventFields.id(in, name);
            case "parentTaskId" -> parentTaskId = EventFields.id(in, name);
            case "emitterId" -> emitterId = EventFields.id(in, name);
            case "attempt" -> attempt = (int) EventFields.integer(in, name, 1, WireLimits.MAX_ATTEMPT);
            case "seq" -> seq = EventFields.integer(in, name, 0, WireLimits.MAX_SAFE_INTEGER);
            case "type" -> type = type(EventFields.text(in, name, WireLimits.MAX_TEXT));
            case "timestamp" -> timestamp = EventFields.timestamp(in, name);
            case "message" -> message = EventFields.text(in, name, WireLimits.MAX_TEXT);
            default -> readPayload(name, in);
        }
    }

    private void readPayload(String name, JsonParser in) throws IOException, RefusedException {
        switch (name) {
            case "criteriaTotal" -> criteriaTotal = (int) EventFields.integer(in, name, 0, WireLimits.MAX_CRITERIA);
            case "criteria" -> criteria = EventFields.texts(in, name, WireLimits.MAX_CRITERIA);
            case "maxIterations" -> maxIterations = (int) EventFields.integer(in, name, 0, WireLimits.MAX_ITERATION);
            case "maxCost" -> maxCost = usd(in, name);
            case "title" -> title = EventFields.text(in, name, WireLimits.MAX_TEXT);
            case "iteration" -> iteration = (int) EventFields.integer(in, name, 0, WireLimits.MAX_ITERATION);
            case "percent" -> percent = EventFields.number(in, name, MAX_PERCENT);
            case "index" -> index = (int) EventFields.integer(in, name, 0, WireLimits.MAX_CRITERIA - 1);
            case "verified" -> verified = EventFields.bool(in, name);
            case "evidence" -> evidence = evidence(EventFields.text(in, name, WireLimits.MAX_TEXT));
            case "text" -> text = EventFields.text(in, name, WireLimits.MAX_TEXT);
            case "action" -> action = EventFields.text(in, name, WireLimits.MAX_TEXT);
            case "target" -> target = EventFields.text(in, name, WireLimits.MAX_TEXT);
            case "success" -> success = success(in, name);
            case "durationMs" -> durationMs = EventFields.integer(in, name, 0, WireLimits.MAX_SAFE_INTEGER);
            case "usd" -> usd = usd(in, name);
            case "inputTokens" -> inputTokens = EventFields.integer(in, name, 0, WireLimits.MAX_SAFE_INTEGER);
            case "outputTokens" -> outputTokens = EventFields.integer(in, name, 0, WireLimits.MAX_SAFE_INTEGER);
            case "cacheReadTokens" -> cacheReadTokens = EventFields.integer(in, name, 0, WireLimits.MAX_SAFE_INTEGER);
            case "cacheWriteTokens" -> cacheWriteTokens = EventFields.integer(in, name, 0, WireLimits.MAX_SAFE_INTEGER);
            case "model" -> model = EventFields.text(in, name, WireLimits.MAX_ID);
            case "error" -> error = EventFields.text(in, name, WireLimits.MAX_TEXT);
            case "transient" -> isTransient = EventFields.bool(in, name);
            case "expectedSilenceMs" ->
                expectedSilenceMs = EventFields.integer(in, name, 0, WireLimits.MAX_SAFE_INTEGER);
            case "outcome" -> outcome = outcome(EventFields.text(in, name, WireLimits.MAX_TEXT));
            default -> in.skipChildren();
        }
    }

    ExecutionEvent build() throws RefusedException {
        EventEnvelope envelope = envelope();
        return switch (require(type, "type")) {
            case START -> new ExecutionEvent.Start(envelope, criteriaTotal, criteria, maxIterations, maxCost, title);
            case ITERATION -> new ExecutionEvent.Iteration(envelope, require(iteration, "iteration"));
            case PROGRESS -> new ExecutionEvent.Progress(envelope, require(percent, "percent"));
            case CRITERION ->
                new ExecutionEvent.Criterion(
                        envelope,
                        require(index, "index"),
                        verified == null || verified,
                        evidence == null ? Evidence.CLAIMED : evidence,
                        text);
            case ACTION -> new ExecutionEvent.Action(envelope, require(action, "action"), target, success, durationMs);
            case COST ->
                new ExecutionEvent.Cost(
                        envelope,
                        usd,
                        new TokenCounts(inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens),
                        model);
            case ERROR -> new ExecutionEvent.ErrorReport(envelope, require(error, "error"), isTransient);
            case LOG -> new ExecutionEvent.Log(envelope, expectedSilenceMs);
            case HEARTBEAT -> new ExecutionEvent.Heartbeat(envelope, expectedSilenceMs);
            case WAITING -> new ExecutionEvent.Waiting(envelope, expectedSilenceMs);
            case COMPLETE -> new ExecutionEvent.Complete(envelope, require(outcome, "outcome"));
        };
    }

    private EventEnvelope envelope() throws RefusedException {
        String agent = require(agentId, "agentId");
        String task = require(taskId, "taskId");
        if (task.equals(parentTaskId)) {
            throw new RefusedException(OUT_OF_RANGE, "parentTaskId is the task itself");
        }
        return new EventEnvelope(
                require(eventId, "eventId"),
                task,
                agent,
                projectId == null ? EventEnvelope.DEFAULT_PROJECT : projectId,
                parentTaskId,
                attempt,
                seq,
                emitterId == null ? agent : emitterId,
                timestamp,
                message);
    }

    private static <T> T require(@Nullable T value, String name) throws RefusedException {
        if (value == null) {
            throw new RefusedException(MISSING_FIELD, "the field " + name + " is missing");
        }
        return value;
    }

    private static Usd usd(JsonParser in, String name) throws IOException, RefusedException {
        return Usd.of(EventFields.number(in, name, WireLimits.MAX_USD));
    }

    private static @Nullable Boolean success(JsonParser in, String name) throws IOException, RefusedException {
        if (in.currentToken() == JsonToken.VALUE_STRING && in.getText().equals("unknown")) {
            return null;
        }
        return EventFields.bool(in, name);
    }

    private static EventType type(String name) throws RefusedException {
        EventType type = EventType.ofWireName(name);
        if (type == null) {
            throw new RefusedException(UNKNOWN_TYPE, "no event type is called " + Quote.quote(name));
        }
        return type;
    }

    private static Evidence evidence(String name) throws RefusedException {
        Evidence evidence = Evidence.ofWireName(name);
        if (evidence == null) {
            throw new RefusedException(
                    OUT_OF_RANGE, "evidence must be claimed, self_checked, observed or ci, not " + Quote.quote(name));
        }
        return evidence;
    }

    private static Outcome outcome(String name) throws RefusedException {
        Outcome outcome = Outcome.ofWireName(name);
        if (outcome == null) {
            throw new RefusedException(
                    OUT_OF_RANGE, "outcome must be success, failed or cancelled, not " + Quote.quote(name));
        }
        return outcome;
    }
}
