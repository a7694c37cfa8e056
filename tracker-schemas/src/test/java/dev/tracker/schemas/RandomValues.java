package dev.tracker.schemas;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Random values within the bounds of the wire, with a liking for awkward ones. The same seed gives the same values. Not thread-safe. */
public final class RandomValues {

    private static final List<String> AWKWARD = List.of(
            "",
            " ",
            "a",
            "Grüße, 世界",
            "\uD83D\uDE80 go",
            "\uDBFF\uDFFF",
            "\u202Eright to left",
            "line\r\nbreak\ttab",
            "\u0001\u001F\u007F\u0085",
            "\u2028\u2029\uFEFF\uFFFD\uFFFF",
            "<script>alert(1)</script>",
            "=cmd|' /C calc'!A0",
            "\u001B[31mred\u001B[0m",
            "quote \" backslash \\ slash /",
            "{\"taskId\":\"not this\"}");

    private static final long MIN_EPOCH_SECOND =
            Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
    private static final long MAX_EPOCH_SECOND =
            Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
    private static final long MAX_PICO = WireLimits.MAX_USD * 1_000_000_000_000L;

    private final Random random;

    public RandomValues(long seed) {
        random = new Random(seed);
    }

    public boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    public <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    public <T> T oneOf(T[] values) {
        return values[random.nextInt(values.length)];
    }

    /** The value, or null about every other time. */
    public <T> @Nullable T maybe(Supplier<T> value) {
        return random.nextBoolean() ? value.get() : null;
    }

    /** From 0 to max, small ones and both ends more often than by chance. */
    public long upTo(long max) {
        return switch (random.nextInt(8)) {
            case 0 -> 0;
            case 1 -> max;
            case 2, 3, 4 -> Math.min(max, random.nextInt(20));
            default -> max == Long.MAX_VALUE ? random.nextLong() & max : Math.floorMod(random.nextLong(), max + 1);
        };
    }

    public int upTo(int max) {
        return (int) upTo((long) max);
    }

    public String text(int maxLength) {
        StringBuilder text = new StringBuilder();
        int parts = chance(0.02) ? 2000 : random.nextInt(4);
        for (int i = 0; i < parts; i++) {
            text.append(chance(0.5) ? oneOf(AWKWARD) : "word" + random.nextInt(1000) + ' ');
        }
        return Texts.abridge(text.toString(), maxLength);
    }

    public String id() {
        String id = text(WireLimits.MAX_ID)
                .codePoints()
                .filter(c -> !Character.isISOControl(c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
        return id.isEmpty() ? "id-" + random.nextInt(100) : id;
    }

    public UUID uuid() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    public Usd usd() {
        return new Usd(upTo(chance(0.5) ? 100_000_000_000L : MAX_PICO));
    }

    public double percent() {
        return switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> 100;
            case 2 -> random.nextInt(101);
            default -> random.nextDouble() * 100;
        };
    }

    /** Of the years 1 to 9999, in whole microseconds, milliseconds or seconds. */
    public Instant time() {
        long second = chance(0.7)
                ? 1_700_000_000L + random.nextInt(100_000_000)
                : MIN_EPOCH_SECOND + Math.floorMod(random.nextLong(), MAX_EPOCH_SECOND - MIN_EPOCH_SECOND + 1);
        return Instant.ofEpochSecond(second, random.nextInt(1_000_000_000))
                .truncatedTo(oneOf(List.of(ChronoUnit.MICROS, ChronoUnit.MILLIS, ChronoUnit.SECONDS)));
    }
}
