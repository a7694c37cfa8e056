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
import java.util.List;
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
    private static final double EXACT_AS_DOUBLE = 1000;

    private final SeenFields seen = new SeenFields();

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
        EventField field = EventField.ofWireName(name);
        if (!(field == null ? seen.addUnknown(name) : seen.add(field))) {
            throw new RefusedException(DUPLICATE_FIELD, "the field " + Quote.quote(name) + " occurs twice");
        }
        if (field == null) {
            in.skipChildren();
        } else if (in.currentToken() != JsonToken.VALUE_NULL) {
            readKnown(field, in);
        }
    }

    private void readKnown(EventField field, JsonParser in) throws IOException, RefusedException {
        String name = field.wireName();
        switch (field) {
            case SCHEMA_VERSION -> {
                long version = EventFields.integer(in, name, 1, Integer.MAX_VALUE);
                if (version > SUPPORTED_VERSION) {
                    throw new RefusedException(
                            UNSUPPORTED_VERSION, "schemaVersion " + version + " is newer than this reader");
                }
            }
            case EVENT_ID -> eventId = EventFields.uuid(in, name);
            case TASK_ID -> taskId = EventFields.id(in, name);
            case AGENT_ID -> agentId = SharedIds.of(EventFields.id(in, name));
            case PROJECT_ID -> projectId = SharedIds.of(EventFields.id(in, name));
            case PARENT_TASK_ID -> parentTaskId = EventFields.id(in, name);
            case EMITTER_ID -> emitterId = SharedIds.of(EventFields.id(in, name));
            case ATTEMPT -> attempt = (int) EventFields.integer(in, name, 1, WireLimits.MAX_ATTEMPT);
            case SEQ -> seq = EventFields.integer(in, name, 0, WireLimits.MAX_SAFE_INTEGER);
            case TYPE -> type = type(EventFields.text(in, name, WireLimits.MAX_TEXT));
            case TIMESTAMP -> timestamp = EventFields.timestamp(in, name);
            case MESSAGE -> message = EventFields.text(in, name, WireLimits.MAX_TEXT);
            default -> readPayload(field, in);
        }
    }

    private void readPayload(EventField field, JsonParser in) throws IOException, RefusedException {
        String name = field.wireName();
        switch (field) {
            case CRITERIA_TOTAL -> criteriaTotal = (int) EventFields.integer(in, name, 0, WireLimits.MAX_CRITERIA);
            case CRITERIA -> criteria = EventFields.texts(in, name, WireLimits.MAX_CRITERIA);
            case MAX_ITERATIONS -> maxIterations = (int) EventFields.integer(in, name, 0, WireLimits.MAX_ITERATION);
            case MAX_COST -> maxCost = usd(in, name);
            case TITLE -> title = EventFields.text(in, name, WireLimits.MAX_TEXT);
            case ITERATION -> iteration = (int) EventFields.integer(in, name, 0, WireLimits.MAX_ITERATION);
            case PERCENT -> percent = EventFields.number(in, name, MAX_PERCENT);
            case INDEX -> index = (int) EventFields.integer(in, name, 0, WireLimits.MAX_CRITERIA - 1);
            case VERIFIED -> verified = EventFields.bool(in, name);
            case EVIDENCE -> evidence = evidence(EventFields.text(in, name, WireLimits.MAX_TEXT));
            case TEXT -> text = EventFields.text(in, name, WireLimits.MAX_TEXT);
            case ACTION -> action = EventFields.text(in, name, WireLimits.MAX_TEXT);
            case TARGET -> target = EventFields.text(in, name, WireLimits.MAX_TEXT);
            case SUCCESS -> success = success(in, name);
            case DURATION_MS -> durationMs = EventFields.integer(in, name, 0, WireLimits.MAX_SAFE_INTEGER);
            case USD -> usd = usd(in, name);
            case INPUT_TOKENS -> inputTokens = EventFields.integer(in, name, 0, WireLimits.MAX_SAFE_INTEGER);
            case OUTPUT_TOKENS -> outputTokens = EventFields.integer(in, name, 0, WireLimits.MAX_SAFE_INTEGER);
            case CACHE_READ_TOKENS -> cacheReadTokens = EventFields.integer(in, name, 0, WireLimits.MAX_SAFE_INTEGER);
            case CACHE_WRITE_TOKENS -> cacheWriteTokens = EventFields.integer(in, name, 0, WireLimits.MAX_SAFE_INTEGER);
            case MODEL -> model = SharedIds.of(EventFields.text(in, name, WireLimits.MAX_ID));
            case ERROR -> error = EventFields.text(in, name, WireLimits.MAX_TEXT);
            case TRANSIENT -> isTransient = EventFields.bool(in, name);
            case EXPECTED_SILENCE_MS ->
                expectedSilenceMs = EventFields.integer(in, name, 0, WireLimits.MAX_SAFE_INTEGER);
            case OUTCOME -> outcome = outcome(EventFields.text(in, name, WireLimits.MAX_TEXT));
            default -> throw new AssertionError(field);
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
        double dollars = EventFields.number(in, name, WireLimits.MAX_USD);
        // Above, a double is too coarse to tell every 10^-12 dollars. The decimal form is slower, and harmless only
        // once the range is checked.
        return dollars < EXACT_AS_DOUBLE ? Usd.of(dollars) : Usd.of(in.getDecimalValue());
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
