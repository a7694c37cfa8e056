package dev.tracker.schemas.json;

import static dev.tracker.schemas.json.RefusalCode.DUPLICATE_FIELD;
import static dev.tracker.schemas.json.RefusalCode.MISSING_FIELD;
import static dev.tracker.schemas.json.RefusalCode.OUT_OF_RANGE;
import static dev.tracker.schemas.json.RefusalCode.UNKNOWN_TYPE;
import static dev.tracker.schemas.json.RefusalCode.UNSUPPORTED_VERSION;

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
    private boolean usdEstimated;
    private long inputTokens;
    private long outputTokens;
    private long cacheReadTokens;
    private long cacheWriteTokens;
    private @Nullable String model;
    private @Nullable String error;
    private boolean isTransient;
    private long expectedSilenceMs;
    private @Nullable Outcome outcome;

    /** Notes that the field was met; null is one that is not known. */
    void meet(String name, @Nullable EventField field) throws RefusedException {
        if (!(field == null ? seen.addUnknown(name) : seen.add(field))) {
            throw new RefusedException(DUPLICATE_FIELD, "the field " + Quote.quote(name) + " occurs twice");
        }
    }

    /** Takes the field's value, which is due and not null. */
    void read(EventField field, EventValues in) throws IOException, RefusedException {
        String name = field.wireName();
        switch (field) {
            case SCHEMA_VERSION -> {
                long version = in.integer(name, 1, Integer.MAX_VALUE);
                if (version > SUPPORTED_VERSION) {
                    throw new RefusedException(
                            UNSUPPORTED_VERSION, "schemaVersion " + version + " is newer than this reader");
                }
            }
            case EVENT_ID -> eventId = in.uuid(name);
            case TASK_ID -> taskId = in.id(name);
            case AGENT_ID -> agentId = in.sharedId(name);
            case PROJECT_ID -> projectId = in.sharedId(name);
            case PARENT_TASK_ID -> parentTaskId = in.id(name);
            case EMITTER_ID -> emitterId = in.sharedId(name);
            case ATTEMPT -> attempt = (int) in.integer(name, 1, WireLimits.MAX_ATTEMPT);
            case SEQ -> seq = in.integer(name, 0, WireLimits.MAX_SAFE_INTEGER);
            case TYPE -> type = type(in.word(name, WireLimits.MAX_TEXT));
            case TIMESTAMP -> timestamp = in.timestamp(name);
            case MESSAGE -> message = in.text(name, WireLimits.MAX_TEXT);
            default -> readPayload(field, in);
        }
    }

    private void readPayload(EventField field, EventValues in) throws IOException, RefusedException {
        String name = field.wireName();
        switch (field) {
            case CRITERIA_TOTAL -> criteriaTotal = (int) in.integer(name, 0, WireLimits.MAX_CRITERIA);
            case CRITERIA -> criteria = in.texts(name, WireLimits.MAX_CRITERIA);
            case MAX_ITERATIONS -> maxIterations = (int) in.integer(name, 0, WireLimits.MAX_ITERATION);
            case MAX_COST -> maxCost = usd(in, name);
            case TITLE -> title = in.text(name, WireLimits.MAX_TEXT);
            case ITERATION -> iteration = (int) in.integer(name, 0, WireLimits.MAX_ITERATION);
            case PERCENT -> percent = in.number(name, MAX_PERCENT);
            case INDEX -> index = (int) in.integer(name, 0, WireLimits.MAX_CRITERIA - 1);
            case VERIFIED -> verified = in.bool(name);
            case EVIDENCE -> evidence = evidence(in.word(name, WireLimits.MAX_TEXT));
            case TEXT -> text = in.text(name, WireLimits.MAX_TEXT);
            case ACTION -> action = in.word(name, WireLimits.MAX_TEXT);
            case TARGET -> target = in.text(name, WireLimits.MAX_TEXT);
            case SUCCESS -> success = in.boolOrUnknown(name);
            case DURATION_MS -> durationMs = in.integer(name, 0, WireLimits.MAX_SAFE_INTEGER);
            case USD -> usd = usd(in, name);
            case USD_ESTIMATED -> usdEstimated = in.bool(name);
            case INPUT_TOKENS -> inputTokens = in.integer(name, 0, WireLimits.MAX_SAFE_INTEGER);
            case OUTPUT_TOKENS -> outputTokens = in.integer(name, 0, WireLimits.MAX_SAFE_INTEGER);
            case CACHE_READ_TOKENS -> cacheReadTokens = in.integer(name, 0, WireLimits.MAX_SAFE_INTEGER);
            case CACHE_WRITE_TOKENS -> cacheWriteTokens = in.integer(name, 0, WireLimits.MAX_SAFE_INTEGER);
            case MODEL -> model = in.word(name, WireLimits.MAX_ID);
            case ERROR -> error = in.text(name, WireLimits.MAX_TEXT);
            case TRANSIENT -> isTransient = in.bool(name);
            case EXPECTED_SILENCE_MS -> expectedSilenceMs = in.integer(name, 0, WireLimits.MAX_SAFE_INTEGER);
            case OUTCOME -> outcome = outcome(in.word(name, WireLimits.MAX_TEXT));
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
                        model,
                        usdEstimated);
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

    private static Usd usd(EventValues in, String name) throws IOException, RefusedException {
        double dollars = in.number(name, WireLimits.MAX_USD);
        // Above, a double is too coarse to tell every 10^-12 dollars. The decimal form is slower, and harmless only
        // once the range is checked.
        return dollars < EXACT_AS_DOUBLE ? Usd.of(dollars) : Usd.of(in.exactNumber());
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
