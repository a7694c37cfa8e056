package dev.tracker.schemas.json;

import static dev.tracker.schemas.json.EventJson.log;
import static dev.tracker.schemas.json.EventJson.with;
import static dev.tracker.schemas.json.RefusalCode.ILLEGAL_TEXT;
import static dev.tracker.schemas.json.RefusalCode.LIMIT_EXCEEDED;
import static dev.tracker.schemas.json.RefusalCode.MISSING_FIELD;
import static dev.tracker.schemas.json.RefusalCode.OUT_OF_RANGE;
import static dev.tracker.schemas.json.RefusalCode.UNKNOWN_TYPE;
import static dev.tracker.schemas.json.RefusalCode.UNSUPPORTED_VERSION;
import static dev.tracker.schemas.json.RefusalCode.WRONG_TYPE;

import dev.tracker.schemas.WireLimits;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** JSON documents that are no events, with the code of their refusal. JSON Schema can tell that of each of them. */
final class RefusedSamples {

    static Stream<Arguments> all() {
        return Stream.of(shape(), missing(), wrongTypes(), outOfRange(), times(), texts())
                .flatMap(samples -> samples);
    }

    private static Stream<Arguments> shape() {
        return Stream.of(
                sample(WRONG_TYPE, "[]"),
                sample(WRONG_TYPE, "\"log\""),
                sample(WRONG_TYPE, "1"),
                sample(WRONG_TYPE, "null"),
                sample(UNKNOWN_TYPE, with("\"type\":\"telemetry\"")),
                sample(UNKNOWN_TYPE, with("\"type\":\"LOG\"")),
                sample(UNKNOWN_TYPE, with("\"type\":\"\"")),
                sample(UNSUPPORTED_VERSION, log("\"schemaVersion\":2")),
                sample(OUT_OF_RANGE, log("\"schemaVersion\":0")),
                sample(WRONG_TYPE, log("\"schemaVersion\":\"1\"")));
    }

    private static Stream<Arguments> missing() {
        return Stream.of(
                sample(MISSING_FIELD, "{}"),
                sample(MISSING_FIELD, with("\"message\":\"no type\"")),
                sample(MISSING_FIELD, with("\"type\":null")),
                sample(MISSING_FIELD, "{\"type\":\"log\",\"taskId\":\"task-1\",\"agentId\":\"a\"}"),
                sample(MISSING_FIELD, with("\"type\":\"iteration\"")),
                sample(MISSING_FIELD, with("\"type\":\"progress\"")),
                sample(MISSING_FIELD, with("\"type\":\"progress\",\"percent\":null")),
                sample(MISSING_FIELD, with("\"type\":\"criterion\"")),
                sample(MISSING_FIELD, with("\"type\":\"action\"")),
                sample(MISSING_FIELD, with("\"type\":\"error\"")),
                sample(MISSING_FIELD, with("\"type\":\"complete\"")));
    }

    private static Stream<Arguments> wrongTypes() {
        return Stream.of(
                sample(WRONG_TYPE, with("\"type\":1")),
                sample(WRONG_TYPE, with("\"type\":{\"type\":\"log\"}")),
                sample(WRONG_TYPE, log("\"message\":1")),
                sample(WRONG_TYPE, log("\"message\":[\"a\"]")),
                sample(WRONG_TYPE, log("\"message\":{}")),
                sample(WRONG_TYPE, log("\"parentTaskId\":1")),
                sample(WRONG_TYPE, log("\"attempt\":\"1\"")),
                sample(WRONG_TYPE, log("\"seq\":1.5")),
                sample(WRONG_TYPE, log("\"seq\":true")),
                sample(WRONG_TYPE, with("\"type\":\"progress\",\"percent\":\"50\"")),
                sample(WRONG_TYPE, with("\"type\":\"progress\",\"percent\":\"NaN\"")),
                sample(WRONG_TYPE, with("\"type\":\"criterion\",\"index\":0,\"verified\":1")),
                sample(WRONG_TYPE, with("\"type\":\"criterion\",\"index\":0,\"evidence\":4")),
                sample(WRONG_TYPE, with("\"type\":\"action\",\"action\":\"a\",\"success\":\"yes\"")),
                sample(WRONG_TYPE, with("\"type\":\"start\",\"criteria\":3")),
                sample(WRONG_TYPE, with("\"type\":\"start\",\"criteria\":\"a\"")),
                sample(WRONG_TYPE, with("\"type\":\"start\",\"criteria\":[null]")),
                sample(WRONG_TYPE, with("\"type\":\"start\",\"criteria\":[[\"a\"]]")),
                sample(WRONG_TYPE, with("\"type\":\"cost\",\"usd\":\"0.1\"")),
                sample(WRONG_TYPE, with("\"type\":\"cost\",\"usd\":[]")),
                sample(WRONG_TYPE, with("\"type\":\"cost\",\"usd\":1,\"usdEstimated\":1")),
                sample(WRONG_TYPE, eventId("")),
                sample(WRONG_TYPE, eventId("0190a5e47f007abc8def0123456789ab")),
                sample(WRONG_TYPE, eventId("+190a5e4-7f00-7abc-8def-0123456789ab")),
                sample(WRONG_TYPE, eventId("0190a5e4-7f00-7abc-8def-0123456789ag")),
                sample(WRONG_TYPE, eventId("\u0661190a5e4-7f00-7abc-8def-0123456789ab")),
                sample(WRONG_TYPE, eventId("0190a5e4--7f00-7abc-8def-123456789ab")));
    }

    private static Stream<Arguments> outOfRange() {
        return Stream.of(
                sample(OUT_OF_RANGE, log("\"attempt\":0")),
                sample(OUT_OF_RANGE, log("\"attempt\":1000001")),
                sample(OUT_OF_RANGE, log("\"seq\":-1")),
                sample(OUT_OF_RANGE, log("\"seq\":9007199254740992")),
                sample(OUT_OF_RANGE, log("\"seq\":9223372036854775808")),
                sample(OUT_OF_RANGE, log("\"seq\":-9223372036854775809")),
                sample(OUT_OF_RANGE, log("\"expectedSilenceMs\":-1")),
                sample(OUT_OF_RANGE, with("\"type\":\"progress\",\"percent\":-1")),
                sample(OUT_OF_RANGE, with("\"type\":\"progress\",\"percent\":100.0001")),
                sample(OUT_OF_RANGE, with("\"type\":\"progress\",\"percent\":1e999")),
                sample(OUT_OF_RANGE, with("\"type\":\"progress\",\"percent\":-1e999")),
                sample(OUT_OF_RANGE, with("\"type\":\"iteration\",\"iteration\":-1")),
                sample(OUT_OF_RANGE, with("\"type\":\"iteration\",\"iteration\":1000000001")),
                sample(OUT_OF_RANGE, with("\"type\":\"criterion\",\"index\":10000")),
                sample(OUT_OF_RANGE, with("\"type\":\"criterion\",\"index\":-1")),
                sample(OUT_OF_RANGE, with("\"type\":\"criterion\",\"index\":0,\"evidence\":\"rumour\"")),
                sample(OUT_OF_RANGE, with("\"type\":\"start\",\"criteriaTotal\":10001")),
                sample(OUT_OF_RANGE, with("\"type\":\"start\",\"maxCost\":-0.01")),
                sample(OUT_OF_RANGE, with("\"type\":\"cost\",\"usd\":1000000.01")),
                sample(OUT_OF_RANGE, with("\"type\":\"cost\",\"usd\":1e400")),
                sample(OUT_OF_RANGE, with("\"type\":\"cost\",\"inputTokens\":-1")),
                sample(OUT_OF_RANGE, with("\"type\":\"cost\",\"outputTokens\":9007199254740992")),
                sample(OUT_OF_RANGE, with("\"type\":\"action\",\"action\":\"a\",\"durationMs\":-1")),
                sample(OUT_OF_RANGE, with("\"type\":\"complete\",\"outcome\":\"done\"")),
                sample(OUT_OF_RANGE, log("\"projectId\":\"\"")));
    }

    private static Stream<Arguments> times() {
        return Stream.of(
                sample(WRONG_TYPE, log("\"timestamp\":1769903999")),
                sample(WRONG_TYPE, log("\"timestamp\":\"\"")),
                sample(WRONG_TYPE, log("\"timestamp\":\"yesterday\"")),
                sample(WRONG_TYPE, log("\"timestamp\":\"2026-01-31T23:59:59\"")),
                sample(WRONG_TYPE, log("\"timestamp\":\"10000-01-01T00:00:00Z\"")),
                sample(OUT_OF_RANGE, log("\"timestamp\":\"+10000-01-01T00:00:00Z\"")),
                sample(OUT_OF_RANGE, log("\"timestamp\":\"-0001-01-01T00:00:00Z\"")),
                sample(LIMIT_EXCEEDED, log("\"timestamp\":\"2026-01-31T23:59:59." + "0".repeat(40) + "Z\"")));
    }

    private static Stream<Arguments> texts() {
        return Stream.of(
                sample(ILLEGAL_TEXT, log("\"projectId\":\" padded\"")),
                sample(ILLEGAL_TEXT, log("\"projectId\":\"padded\\n\"")),
                sample(ILLEGAL_TEXT, log("\"emitterId\":\"a\\u0007b\"")),
                sample(ILLEGAL_TEXT, log("\"emitterId\":\"a\\u0085b\"")),
                sample(LIMIT_EXCEEDED, log("\"projectId\":\"" + "x".repeat(WireLimits.MAX_ID + 1) + "\"")),
                sample(LIMIT_EXCEEDED, log("\"message\":\"" + "x".repeat(WireLimits.MAX_TEXT + 1) + "\"")),
                sample(LIMIT_EXCEEDED, with("\"type\":\"cost\",\"model\":\"" + "x".repeat(257) + "\"")),
                sample(
                        LIMIT_EXCEEDED,
                        with("\"type\":\"start\",\"criteria\":[\"a\"" + ",\"a\"".repeat(WireLimits.MAX_CRITERIA)
                                + "]")));
    }

    private static String eventId(String id) {
        return "{\"eventId\":\"" + id + "\",\"taskId\":\"task-1\",\"agentId\":\"a\",\"type\":\"log\"}";
    }

    private static Arguments sample(RefusalCode code, String json) {
        return Arguments.of(code, json);
    }

    private RefusedSamples() {}
}
