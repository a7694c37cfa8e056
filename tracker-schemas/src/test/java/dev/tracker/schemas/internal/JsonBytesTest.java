package dev.tracker.schemas.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracker.schemas.Micros;
import dev.tracker.schemas.Usd;
import java.time.Instant;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written by hand must be what the libraries would have written. */
class JsonBytesTest {

    private static final ObjectMapper JACKSON = new ObjectMapper();

    /** Every character that could need an escape, at every place within and behind a word of eight bytes. */
    static Stream<String> texts() {
        Stream<String> placed = IntStream.rangeClosed(0, 0x180)
                .filter(character -> !Character.isSurrogate((char) character))
                .boxed()
                .flatMap(character -> IntStream.range(0, 18)
                        .mapToObj(place -> "x".repeat(place) + (char) character.intValue() + "y".repeat(17 - place)));
        return Stream.concat(placed, Stream.of("", "é\u2028\ud83d\ude00\"", "a\\b", "!#[]\u007f\u0080"));
    }

    @Test
    void shouldWriteTextsAsJacksonDoes() throws Exception {
        for (String text : (Iterable<String>) texts()::iterator) {
            assertThat(JACKSON.readTree(new JsonBytes(0).text(text).toByteArray())
                            .textValue())
                    .isEqualTo(text);
            assertThat(new JsonBytes(0).text(text)).hasToString(JACKSON.writeValueAsString(text));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00Z",
                "1969-12-31T23:59:59.999999999Z",
                "2026-02-28T09:08:07.001Z",
                "2024-02-29T23:59:59.000001Z",
                "0000-01-01T00:00:00Z",
                "9999-12-31T23:59:59.999Z",
                "+10000-01-01T00:00:00Z",
                "-0001-12-31T00:00:00Z"
            })
    void shouldWriteTimesAsInstantDoes(String time) {
        assertThat(new JsonBytes(0).time(Instant.parse(time))).hasToString('"' + time + '"');
    }

    @Test
    void shouldWriteAnyTimeAsInstantDoes() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            Instant time = Instant.ofEpochSecond(
                    random.nextLong(-70_000_000_000L, 300_000_000_000L), random.nextInt(1000) * 1000L);
            assertThat(new JsonBytes(0).time(time)).hasToString("\"" + time + '"');
        }
    }

    @Test
    void shouldWriteTheTimesOfChangingDaysInTheSameRoom() {
        JsonBytes out = new JsonBytes(0);
        Random random = new Random(2);
        for (int i = 0; i < 10_000; i++) {
            Instant time = Instant.ofEpochSecond(random.nextLong(-200_000, 200_000), random.nextInt(1000) * 1000L);
            out.clear();
            assertThat(out.time(Micros.of(time))).hasToString("\"" + time + '"');
        }
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {
                0,
                -0.0,
                1,
                -1,
                100,
                33.333333333333336,
                0.1,
                1e-9,
                9_999_999,
                1e7,
                12345678.5,
                1e300,
                Double.MIN_VALUE
            })
    void shouldWriteDoublesAsTheyPrint(double number) {
        assertThat(new JsonBytes(0).number(number)).hasToString(Double.toString(number));
    }

    static Stream<Long> amounts() {
        return Stream.concat(
                Stream.of(0L, 1L, 10L, 999_999_999_999L, 1_000_000_000_000L, 1_000_000_000_001L, Long.MAX_VALUE),
                new Random(2).longs(1000, 0, 100_000_000_000_000L).boxed());
    }

    @ParameterizedTest
    @MethodSource("amounts")
    void shouldWriteAmountsAsTheyPrint(long pico) {
        JsonBytes out = new JsonBytes(0);
        new Usd(pico).writeTo(out);
        assertThat(out).hasToString(new Usd(pico).toString());
    }

    @Test
    void shouldWriteWholeNumbersAsTheyPrint() {
        for (long number : new long[] {0, 9, 10, 99, 100, -1, Long.MAX_VALUE, Long.MIN_VALUE}) {
            assertThat(new JsonBytes(0).number(number)).hasToString(Long.toString(number));
        }
    }
}
