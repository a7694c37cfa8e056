package dev.tracker.schemas.json;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The fields of an event's JSON object that have a meaning. */
enum EventField {
    SCHEMA_VERSION("schemaVersion"),
    EVENT_ID("eventId"),
    TASK_ID("taskId"),
    AGENT_ID("agentId"),
    PROJECT_ID("projectId"),
    PARENT_TASK_ID("parentTaskId"),
    EMITTER_ID("emitterId"),
    ATTEMPT("attempt"),
    SEQ("seq"),
    TYPE("type"),
    TIMESTAMP("timestamp"),
    MESSAGE("message"),
    CRITERIA_TOTAL("criteriaTotal"),
    CRITERIA("criteria"),
    MAX_ITERATIONS("maxIterations"),
    MAX_COST("maxCost"),
    TITLE("title"),
    ITERATION("iteration"),
    PERCENT("percent"),
    INDEX("index"),
    VERIFIED("verified"),
    EVIDENCE("evidence"),
    TEXT("text"),
    ACTION("action"),
    TARGET("target"),
    SUCCESS("success"),
    DURATION_MS("durationMs"),
    USD("usd"),
    USD_ESTIMATED("usdEstimated"),
    INPUT_TOKENS("inputTokens"),
    OUTPUT_TOKENS("outputTokens"),
    CACHE_READ_TOKENS("cacheReadTokens"),
    CACHE_WRITE_TOKENS("cacheWriteTokens"),
    MODEL("model"),
    ERROR("error"),
    TRANSIENT("transient"),
    EXPECTED_SILENCE_MS("expectedSilenceMs"),
    OUTCOME("outcome");

    private static final Map<String, EventField> BY_WIRE_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(EventField::wireName, Function.identity()));

    private final String wireName;

    EventField(String wireName) {
        this.wireName = wireName;
    }

    /** One of 64 bits, another one for each field. */
    @SuppressWarnings("EnumOrdinal") // never leaves this JVM
    long bit() {
        return 1L << ordinal();
    }

    /** The name in JSON. */
    String wireName() {
        return wireName;
    }

    /** The field of that wire name, or null if it is unknown. */
    static @Nullable EventField ofWireName(String name) {
        return BY_WIRE_NAME.get(name);
    }
}
