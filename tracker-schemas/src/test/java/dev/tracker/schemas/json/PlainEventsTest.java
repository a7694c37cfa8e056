package dev.tracker.schemas.json;

import static dev.tracker.schemas.json.EventJson.with;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tracker.schemas.EventGenerator;
import dev.tracker.schemas.EventType;
import dev.tracker.schemas.ExecutionEvent;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the fast decoder against the general one: whatever it accepts, that accepts with the same outcome. */
class PlainEventsTest {

    private static final String UUID = "\"0190A5E4-7f00-7abc-8def-0123456789ab\"";

    /** Right and wrong for some field or other, in usual and odd notations. */
    private static final List<String> VALUES = List.of(
            "0",
            "1",
            "5",
            "50",
            "-0",
            "-1",
            "+1",
            "00",
            "01",
            "1.0",
            "1.5",
            "0.1",
            "0.10",
            "00.1",
            "1.",
            ".5",
            "-0.0",
            "1e2",
            "1E2",
            "1e",
            "1e400",
            "0x1",
            "12345678901234567",
            "9007199254740991",
            "9007199254740992",
            "999999999999999999",
            "1000000000000000000",
            "9223372036854775808",
            "0.123456789012345",
            "0.1234567890123456",
            "123.456",
            "0.000001234567",
            "999.999999999999",
            "1000.000000000001",
            "1000000",
            "1000000.1",
            "NaN",
            "true",
            "false",
            "null",
            "nul",
            "nulls",
            "tru",
            "truee",
            "True",
            "\"\"",
            "\"a\"",
            "\" a\"",
            "\"a \"",
            "\"a\u00a0\"",
            "\"\u0085\"",
            "\"\u007f\"",
            "\"a\tb\"",
            "\"unknown\"",
            "\"success\"",
            "\"create\"",
            "\"ci\"",
            "\"log\"",
            "\"\\n\"",
            "\"a\\nb\\t\\r\\b\\f\\/\"",
            "\"a\\\"b\"",
            "\"a\\\\\"",
            "\"a\\\"",
            "\"a\\qb\"",
            "\"\\u0041\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\\ud83d\\ude00\"",
            "\"😀\"",
            "\"é…\"",
            "\"é\\né\"",
            "\"unclosed",
            "\"2026-01-31T23:59:59Z\"",
            "\"2026-01-31T23:59:59.123456789+01:00\"",
            "\"2026-02-30T00:00:00Z\"",
            "\"10000-01-01T00:00:00Z\"",
            UUID,
            UUID.replace('A', 'g'),
            UUID.replace("-7f", "7-f"),
            "\"task-1\"",
            "[]",
            "[\"a\"]",
            "[ \"a\" , \"b\" ]",
            "[\"a\",]",
            "[,]",
            "[1]",
            "[null]",
            "[[\"a\"]]",
            "{}",
            "{\"a\":1}",
            "\"" + "x".repeat(300) + "\"",
            "\"" + "é".repeat(200) + "\"",
            "\"" + "x".repeat(65_536) + "\"",
            "\"" + "x".repeat(65_537) + "\"",
            "\"" + "é".repeat(40_000) + "\"");

    /** Documents that stand for a notation, not for a value. */
    private static final List<String> DOCUMENTS = List.of(
            "",
            " ",
            "{",
            "{}",
            "[]",
            "{ }",
            "{,}",
            "\uFEFF{}",
            "{\"type\"}",
            "{\"type\":}",
            "{type:\"log\"}",
            with("\"type\":\"log\"") + " ",
            with("\"type\":\"log\"") + "\n",
            with("\"type\":\"log\"") + "}",
            with("\"type\":\"log\"") + "{}",
            with("\"type\":\"log\","),
            with("\"type\":\"log\",\"type\":\"log\""),
            with("\"type\":\"log\",\"ty\\u0070e\":\"log\""),
            with("\"ty\\u0070e\":\"log\""),
            with("\"type\":\"log\",\"other\":{\"type\":[1,\"a\"]}"),
            with("\"type\":\"log\",\"\":1"),
            with("\"type\":\"log\" \"message\":\"a\""),
            with("\"type\":\"log\";\"message\":\"a\""),
            with("\"type\":\"log\",\"seq\":1]"),
            with("\"type\":\"log\",\"seq\":1:2"),
            with(" \"type\" : \"log\" , \"seq\" : 1 "),
            with("\t\"type\":\r\n\"log\""),
            with("\"type\":\"log\"//"));

    @ParameterizedTest
    @EnumSource
    void shouldAgreeOnEveryValueOfEveryField(EventType type) {
        for (EventField field : EventField.values()) {
            for (String value : VALUES) {
                String named = "\"type\":\"" + type.wireName() + "\"," + "\"" + field.wireName() + "\":" + value;
                assertAgreement(with(named).getBytes(UTF_8));
                assertAgreement(("{" + named + "}").getBytes(UTF_8));
                assertAgreement(with("\"index\":1,\"action\":\"a\",\"error\":\"e\"," + named)
                        .getBytes(UTF_8));
            }
        }
    }

    @Test
    void shouldAgreeOnEveryNotation() {
        for (String document : DOCUMENTS) {
            assertAgreement(document.getBytes(UTF_8));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldAgreeOnRandomEventsAndTakeMostOfThem(long seed) {
        // Given
        EventGenerator events = new EventGenerator(seed);
        int taken = 0;

        // When
        for (int i = 0; i < 3_000; i++) {
            taken += assertAgreement(EventEncoder.encode(events.next())) ? 1 : 0;
        }

        // Then
        assertThat(taken).isGreaterThan(2_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5, 6})
    void shouldAgreeOnDamagedEvents(long seed) {
        Random random = new Random(seed);
        EventGenerator events = new EventGenerator(seed);
        for (int i = 0; i < 20_000; i++) {
            assertAgreement(DamagedBytes.of(EventEncoder.encode(events.next()), random));
        }
    }

    @Test
    void shouldTakeEventsAsProgramsWriteThem() {
        assertThat(isTaken(with("\"type\":\"cost\",\"timestamp\":\"2026-01-31T23:59:59.5Z\",\"usd\":0.0125,\"seq\":7,"
                        + "\"message\":\"said \\\"no\\\"\\n…\",\"model\":null")))
                .isTrue();
        assertThat(isTaken(with("\"type\": \"criterion\", \"index\": 3, \"verified\": false")))
                .isTrue();
        assertThat(isTaken(with("\"type\":\"start\",\"criteria\":[\"a\",\"b\"],\"maxCost\":5")))
                .isTrue();
        assertThat(isTaken(with("\"type\":\"action\",\"action\":\"create\",\"success\":\"unknown\"")))
                .isTrue();
    }

    private static boolean isTaken(String json) {
        return assertAgreement(json.getBytes(UTF_8));
    }

    /** Says whether the fast decoder took it. */
    private static boolean assertAgreement(byte[] json) {
        ExecutionEvent plain = Utf8.isWellFormed(json) ? PlainEvents.decode(json) : null;
        if (plain != null) {
            assertThat(parsed(json)).as(() -> HexFormat.of().formatHex(json)).isEqualTo(plain);
        }
        return plain != null;
    }

    private static Object parsed(byte[] json) {
        try {
            return EventDecoder.parse(json);
        } catch (RefusedException e) {
            return e.code() + " " + e.reason();
        }
    }
}
