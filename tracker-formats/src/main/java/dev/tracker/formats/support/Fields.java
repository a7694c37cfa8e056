package dev.tracker.formats.support;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.schemas.Usd;
import dev.tracker.schemas.WireLimits;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Fields of foreign JSON, of which nothing is certain: what is absent or of another type reads as "not there". Throws for no input. */
public final class Fields {

    private static final BigDecimal MICROS = BigDecimal.valueOf(1_000_000);
    private static final BigDecimal LAST_SECOND = BigDecimal.valueOf(253_402_300_799L);
    private static final int MAX_SCALE = 1_000;
    private static final long MILLIS_FROM = 100_000_000_000L;

    /** The string of that name; null if it is absent, empty or no string. */
    public static @Nullable String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isTextual() && !value.textValue().isEmpty() ? value.textValue() : null;
    }

    /** The string of that name, or {@code otherwise}. */
    public static String text(JsonNode node, String name, String otherwise) {
        String text = text(node, name);
        return text == null ? otherwise : text;
    }

    /** The first of the names that is a non-empty string. */
    public static @Nullable String firstText(JsonNode node, String... names) {
        for (String name : names) {
            String text = text(node, name);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    /** A count from 0 to the largest that the wire takes; 0 if it is absent, negative or no number. */
    public static long count(JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (!value.isNumber()) {
            return 0;
        }
        double number = value.doubleValue();
        return number >= WireLimits.MAX_SAFE_INTEGER ? WireLimits.MAX_SAFE_INTEGER : (long) Math.max(0, number);
    }

    /** A time as RFC 3339 text or as seconds or milliseconds since 1970; null if it is neither. */
    public static @Nullable Instant time(JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (value.isTextual()) {
            try {
                return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(value.textValue(), Instant::from);
            } catch (DateTimeException e) {
                return null;
            }
        }
        return value.isNumber() ? epoch(value) : null;
    }

    /** A number's exact decimal value, or the nearest {@code double} of one with an absurd exponent, which would take absurd memory. */
    public static BigDecimal decimal(JsonNode number) {
        double rough = number.doubleValue();
        if (!Double.isFinite(rough) || rough == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal exact = number.decimalValue();
        return Math.abs(exact.scale()) <= MAX_SCALE ? exact : BigDecimal.valueOf(rough);
    }

    /** The amount in US dollars of that name; null if it is absent, no number, negative or more than an event may bill. */
    public static @Nullable Usd usd(JsonNode node, String name) {
        JsonNode value = node.path(name);
        double rough = value.isNumber() ? value.doubleValue() : -1;
        return rough >= 0 && rough <= WireLimits.MAX_USD ? Usd.of(decimal(value)) : null;
    }

    private static @Nullable Instant epoch(JsonNode value) {
        double rough = value.doubleValue();
        if (!(rough >= 0 && rough <= 1e15)) {
            return null;
        }
        BigDecimal number = decimal(value);
        BigDecimal seconds = rough >= MILLIS_FROM ? number.movePointLeft(3) : number;
        if (seconds.compareTo(LAST_SECOND) > 0) {
            return null;
        }
        long micros = seconds.multiply(MICROS).setScale(0, RoundingMode.DOWN).longValueExact();
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
    }

    /** What a content says to people: a string, or the {@code text} of its parts, one below the other. Null if it has no text. */
    public static @Nullable String content(JsonNode content) {
        if (content.isTextual()) {
            return content.textValue().isEmpty() ? null : content.textValue();
        }
        StringBuilder all = new StringBuilder();
        for (JsonNode part : content) {
            String text = part.isTextual() ? part.textValue() : text(part, "text");
            if (text != null) {
                all.append(all.length() == 0 ? "" : "\n").append(text);
            }
        }
        return all.length() == 0 ? null : all.toString();
    }

    /** Milliseconds from one time to the other; -1 if one of them is unknown or they run backwards. */
    public static long millisBetween(@Nullable Instant from, @Nullable Instant to) {
        return from == null || to == null || to.isBefore(from) ? -1 : to.toEpochMilli() - from.toEpochMilli();
    }

    private Fields() {}
}
