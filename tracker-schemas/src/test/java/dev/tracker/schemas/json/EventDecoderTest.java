package dev.tracker.schemas.json;

import static dev.tracker.schemas.json.EventJson.decode;
import static dev.tracker.schemas.json.EventJson.log;
import static dev.tracker.schemas.json.EventJson.with;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.Usd;
import dev.tracker.schemas.WireLimits;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventDecoderTest {

    private static final String EVENT = log("\"message\":\"m\"");

    @ParameterizedTest
    @MethodSource("dev.tracker.schemas.json.RefusedSamples#all")
    void shouldRefuseWhenNotAnEvent(RefusalCode code, String json) {
        assertRefused(code, decode(json));
    }

    @ParameterizedTest
    @EnumSource(EventField.class)
    void shouldRefuseWhenAKnownFieldIsAnObject(EventField field) {
        assertRefused(RefusalCode.WRONG_TYPE, decode("{\"" + field.wireName() + "\":{}}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"taskId\"",
                "{\"taskId\":",
                "{\"taskId\":\"task-1\"",
                "{\"taskId\":\"task-1",
                "{'taskId':'task-1'}",
                "{taskId:\"task-1\"}",
                "{\"criteria\":[\"a\"",
                "{\"x\":[1,{",
                "{\"x\":tru}",
                "{\"x\":NaN}",
                "{\"percent\":NaN}",
                "{\"percent\":Infinity}",
                "{\"percent\":-Infinity}",
                "{\"percent\":+1}",
                "{\"percent\":.5}",
                "{\"percent\":1.}",
                "{\"percent\":0x10}",
                "{\"seq\":01}",
                "{\"x\":\"\\x\"}",
                "{\"x\":\"\\u12\"}",
                "{\"x\":1,}",
                "{,}",
                "/* c */{}",
                "<event/>",
                "not json"
            })
    void shouldRefuseWhenMalformed(String json) {
        assertRefused(RefusalCode.MALFORMED_JSON, decode(json));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "x", "]", "}", ",", "null", "\u0000"})
    void shouldRefuseWhenSomethingFollows(String trailing) {
        assertRefused(RefusalCode.MALFORMED_JSON, decode(EVENT + trailing));
    }

    @Test
    void shouldAcceptWhenOnlyWhiteSpaceFollows() {
        assertThat(decode(" \r\n" + EVENT + "\n\t ")).isInstanceOf(DecodedEvent.Valid.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"message\":\"b\"",
                "\"mess\\u0061ge\":\"m\"",
                "\"message\":null",
                "\"type\":\"log\"",
                "\"taskId\":\"task-1\"",
                "\"later\":1,\"later\":1",
                "\"later\":null,\"later\":null"
            })
    void shouldRefuseWhenAFieldOccursTwice(String again) {
        assertRefused(RefusalCode.DUPLICATE_FIELD, decode(log("\"message\":\"m\"," + again)));
    }

    @Test
    void shouldRefuseWhenNullComesBeforeTheSameField() {
        assertRefused(RefusalCode.DUPLICATE_FIELD, decode(log("\"message\":null,\"message\":\"m\"")));
    }

    @Test
    void shouldTakeNullForAbsent() {
        // When
        DecodedEvent decoded = decode(log("\"message\":null,\"timestamp\":null,\"seq\":null,\"attempt\":null,"
                + "\"projectId\":null,\"emitterId\":null,\"parentTaskId\":null,\"percent\":null,\"criteria\":null,"
                + "\"schemaVersion\":null,\"expectedSilenceMs\":null,\"later\":null"));

        // Then
        assertThat(decoded).isEqualTo(decode(log("\"later\":1")));
    }

    @Test
    void shouldRefuseWhenTheKeyIsEmpty() {
        byte[] value = EVENT.getBytes(UTF_8);
        assertRefused(RefusalCode.EMPTY_KEY, EventDecoder.decode(null, value));
        assertRefused(RefusalCode.EMPTY_KEY, EventDecoder.decode(new byte[0], value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"task-2", "task-1 ", "TASK-1", "\"task-1\"", "task-1\u0000"})
    void shouldRefuseWhenTheKeyIsNotTheTask(String key) {
        assertRefused(RefusalCode.KEY_MISMATCH, EventDecoder.decode(key.getBytes(UTF_8), EVENT.getBytes(UTF_8)));
    }

    @Test
    void shouldRefuseWhenTheValueIsEmpty() {
        assertRefused(RefusalCode.EMPTY_VALUE, decode((byte[]) null));
        assertRefused(RefusalCode.EMPTY_VALUE, decode(new byte[0]));
        assertRefused(RefusalCode.EMPTY_VALUE, EventDecoder.decode(null, null));
    }

    @Test
    void shouldRefuseWhenLargerThanTheLimit() {
        // Given
        String most = EVENT + " ".repeat(WireLimits.MAX_EVENT_BYTES - EVENT.length());

        // When / Then
        assertThat(decode(most)).isInstanceOf(DecodedEvent.Valid.class);
        assertRefused(RefusalCode.TOO_LARGE, decode(most + " "));
    }

    @Test
    void shouldRefuseWhenDeeperThanTheLimit() {
        assertThat(decode(log("\"x\":" + nested(WireLimits.MAX_DEPTH - 1)))).isInstanceOf(DecodedEvent.Valid.class);
        assertRefused(RefusalCode.LIMIT_EXCEEDED, decode(log("\"x\":" + nested(WireLimits.MAX_DEPTH))));
        assertRefused(RefusalCode.LIMIT_EXCEEDED, decode(log("\"x\":" + nested(500_000))));
    }

    @Test
    void shouldAcceptWhenAtTheLimits() {
        assertThat(decode(log("\"message\":\"" + "x".repeat(WireLimits.MAX_TEXT) + "\"")))
                .isInstanceOf(DecodedEvent.Valid.class);
        assertThat(decode(with(
                        "\"type\":\"start\",\"criteria\":[\"a\"" + ",\"a\"".repeat(WireLimits.MAX_CRITERIA - 1) + "]")))
                .isInstanceOf(DecodedEvent.Valid.class);
    }

    @Test
    void shouldRefuseWhenAFieldNameIsOverlong() {
        assertRefused(RefusalCode.LIMIT_EXCEEDED, decode(log("\"" + "n".repeat(10_000) + "\":1")));
    }

    @Test
    void shouldRefuseWhenANumberIsOverlong() {
        assertRefused(RefusalCode.LIMIT_EXCEEDED, decode(log("\"seq\":1" + "0".repeat(400))));
        assertRefused(
                RefusalCode.LIMIT_EXCEEDED, decode(with("\"type\":\"progress\",\"percent\":0." + "1".repeat(400))));
        assertRefused(RefusalCode.LIMIT_EXCEEDED, decode(with("\"type\":\"cost\",\"usd\":1" + "0".repeat(100_000))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a\\u0000b", "\\ud800", "\\udc00", "\\ud83dx", "\\ud83d\\ud83d", "\\ude80\\ud83d", "end\\ud83d"})
    void shouldRefuseWhenATextIsNotWellFormed(String escaped) {
        assertRefused(RefusalCode.ILLEGAL_TEXT, decode(log("\"message\":\"" + escaped + "\"")));
        assertRefused(RefusalCode.ILLEGAL_TEXT, decode(log("\"emitterId\":\"" + escaped + "\"")));
        assertRefused(RefusalCode.ILLEGAL_TEXT, decode(with("\"type\":\"start\",\"criteria\":[\"" + escaped + "\"]")));
    }

    @Test
    void shouldRefuseWhenAControlCharacterIsNotEscaped() {
        assertRefused(RefusalCode.MALFORMED_JSON, decode(log("\"message\":\"a\u0000b\"")));
        assertRefused(RefusalCode.MALFORMED_JSON, decode(log("\"message\":\"a\nb\"")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u00C0\u0080",
                "\u00C1\u00A1",
                "\u00FF",
                "\u00C3",
                "\u00ED\u00A0\u0080",
                "\u00ED\u00A0\u00BD\u00ED\u00BA\u0080",
                "\u00F4\u0090\u0080\u0080"
            })
    void shouldRefuseWhenNotUtf8(String bytes) {
        assertRefused(RefusalCode.MALFORMED_JSON, decode(latin1(log("\"message\":\"" + bytes + "\""))));
        assertRefused(RefusalCode.MALFORMED_JSON, decode(latin1(log("\"later\":\"" + bytes + "\""))));
        assertRefused(RefusalCode.MALFORMED_JSON, decode(latin1(log("\"" + bytes + "\":1"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE"})
    void shouldRefuseWhenInAnotherEncoding(String charset) {
        assertRefused(RefusalCode.MALFORMED_JSON, decode(EVENT.getBytes(Charset.forName(charset))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00Z",
                "0001-01-01T00:00:00Z",
                "1969-12-31T23:59:59.999999Z",
                "9999-12-31T23:59:59.999999Z"
            })
    void shouldKeepTheTimeWhenFarAway(String time) {
        assertThat(event(log("\"timestamp\":\"" + time + "\"")).envelope().timestamp())
                .isEqualTo(Instant.parse(time));
    }

    @Test
    void shouldRefuseWhenTheParentIsTheTask() {
        assertRefused(RefusalCode.OUT_OF_RANGE, decode(log("\"parentTaskId\":\"task-1\"")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-0", "0.0", "-0.0", "0e400", "1e-400"})
    void shouldReadZeroWithoutASign(String zero) {
        assertThat(event(with("\"type\":\"progress\",\"percent\":" + zero)))
                .isInstanceOfSatisfying(
                        ExecutionEvent.Progress.class,
                        progress -> assertThat(progress.percent()).isEqualTo(0.0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"999999.999999999999", "1234.567890123456", "0.000000000001", "1000000", "1e6", "12.5"})
    void shouldReadAmountsExactly(String usd) {
        assertThat(event(with("\"type\":\"cost\",\"usd\":" + usd)))
                .isInstanceOfSatisfying(
                        ExecutionEvent.Cost.class,
                        cost -> assertThat(cost.usd()).isEqualTo(Usd.of(new BigDecimal(usd))));
    }

    @Test
    void shouldNotShowControlCharactersInTheReason() {
        // Given
        String nasty = "\\u001b[31m\\r\\n\\u202e\\u2028";

        // When / Then
        assertThat(decode(with("\"type\":\"" + "\\u001b[31m\\r\\n\\u202e\\u2028" + "\"")))
                .isEqualTo(new DecodedEvent.Refused(
                        RefusalCode.UNKNOWN_TYPE,
                        "no event type is called \"\\u001b[31m\\u000d\\u000a\\u202e\\u2028\""));
        assertThat(decode(log("\"" + nasty + "\":1,\"" + nasty + "\":2")))
                .isEqualTo(new DecodedEvent.Refused(
                        RefusalCode.DUPLICATE_FIELD,
                        "the field \"\\u001b[31m\\u000d\\u000a\\u202e\\u2028\" occurs twice"));
    }

    private static ExecutionEvent event(String json) {
        DecodedEvent decoded = decode(json);
        assertThat(decoded).isInstanceOf(DecodedEvent.Valid.class);
        return ((DecodedEvent.Valid) decoded).event();
    }

    private static void assertRefused(RefusalCode code, DecodedEvent decoded) {
        assertThat(decoded).isInstanceOfSatisfying(DecodedEvent.Refused.class, refused -> {
            assertThat(refused.code()).as(refused.reason()).isEqualTo(code);
            assertThat(refused.reason()).isNotBlank().hasSizeLessThan(400);
            assertThat(refused.reason().chars()).noneMatch(Character::isISOControl);
        });
    }

    private static String nested(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
