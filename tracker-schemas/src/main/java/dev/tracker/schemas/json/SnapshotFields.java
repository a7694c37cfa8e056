package dev.tracker.schemas.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.schemas.Usd;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes single fields out of a snapshot's JSON. Each method throws {@link IllegalArgumentException} where the field is missing or of another type:
 * nothing is read as 0 or false that does not say so.
 */
final class SnapshotFields {

    /** Of a time with six digits behind the point; the short way would cut further ones off. */
    private static final int MICROS_LENGTH = "2026-01-01T00:00:00.000000Z".length();

    static String text(JsonNode in, String name) {
        return textOf(in.required(name), name, "a string");
    }

    static @Nullable String optionalText(JsonNode in, String name) {
        JsonNode node = in.get(name);
        return node == null ? null : textOf(node, name, "a string");
    }

    static Instant time(JsonNode in, String name) {
        return timeOf(in.required(name), name);
    }

    static @Nullable Instant optionalTime(JsonNode in, String name) {
        JsonNode node = in.get(name);
        return node == null ? null : timeOf(node, name);
    }

    static boolean bool(JsonNode in, String name) {
        JsonNode node = in.required(name);
        require(node.isBoolean(), name, "true or false");
        return node.booleanValue();
    }

    static int smallNumber(JsonNode in, String name) {
        JsonNode node = in.required(name);
        require(node.isIntegralNumber() && node.canConvertToInt(), name, "a whole number of 32 bits");
        return node.intValue();
    }

    static long number(JsonNode in, String name) {
        return numberOf(in.required(name), name);
    }

    static long numberOf(JsonNode node, String name) {
        require(node.isIntegralNumber() && node.canConvertToLong(), name, "a whole number of 64 bits");
        return node.longValue();
    }

    static @Nullable Double optionalDouble(JsonNode in, String name) {
        JsonNode node = in.get(name);
        if (node == null) {
            return null;
        }
        require(node.isNumber(), name, "a number");
        return node.doubleValue();
    }

    static Usd usd(JsonNode in, String name) {
        return usdOf(in.required(name), name);
    }

    static @Nullable Usd optionalUsd(JsonNode in, String name) {
        JsonNode node = in.get(name);
        return node == null ? null : usdOf(node, name);
    }

    static <T> List<T> list(JsonNode in, String name, Function<JsonNode, T> element) {
        JsonNode array = in.required(name);
        require(array.isArray(), name, "an array");
        List<T> list = new ArrayList<>(array.size());
        for (JsonNode node : array) {
            list.add(element.apply(node));
        }
        return list;
    }

    /** The enum constant that a text stands for. */
    static <T> T constant(String wireName, Function<String, @Nullable T> lookup, String name) {
        T constant = lookup.apply(wireName);
        if (constant == null) {
            throw new IllegalArgumentException("unknown " + name);
        }
        return constant;
    }

    private static Usd usdOf(JsonNode node, String name) {
        require(node.isNumber(), name, "a number");
        return Usd.of(node.decimalValue());
    }

    private static Instant timeOf(JsonNode node, String name) {
        String text = textOf(node, name, "a time");
        try {
            // A snapshot has a dozen times or more, and the general way takes longer over them than over all else.
            Instant usual = text.length() <= MICROS_LENGTH ? Rfc3339.parseUsual(text) : null;
            return usual == null ? Instant.parse(text) : usual;
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(name + " must be a time", e);
        }
    }

    private static String textOf(JsonNode node, String name, String wanted) {
        String text = node.textValue();
        if (text == null) {
            throw new IllegalArgumentException(name + " must be " + wanted);
        }
        return text;
    }

    private static void require(boolean isAsWanted, String name, String wanted) {
        if (!isAsWanted) {
            throw new IllegalArgumentException(name + " must be " + wanted);
        }
    }

    private SnapshotFields() {}
}
