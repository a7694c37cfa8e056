package dev.tracker.schemas.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tracker.schemas.Usd;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads one value of a snapshot each, where the parser stands. Each method throws {@link IllegalArgumentException} where the value is of another type, and
 * {@link #present} where a field was not met: nothing is read as 0 or false that does not say so.
 */
final class SnapshotFields {

    /** Of a whole number that was not met. Only skew can be negative, and is never so large. */
    static final long ABSENT = Long.MIN_VALUE;

    static final int ABSENT_INT = Integer.MIN_VALUE;

    /** Of a time with six digits behind the point; the short way would cut further ones off. */
    private static final int MICROS_LENGTH = "2026-01-01T00:00:00.000000Z".length();

    /** Reads an element of an array, at whose first token the parser stands. */
    @FunctionalInterface
    interface Element<T> {
        T read(JsonParser in) throws IOException;
    }

    /** The name of the next field, the parser at its value; null at the end of the object. */
    static @Nullable String next(JsonParser in) throws IOException {
        String name = in.nextFieldName();
        if (name != null) {
            in.nextToken();
        }
        return name;
    }

    static void object(JsonParser in, String name) {
        require(in.currentToken() == JsonToken.START_OBJECT, name, "an object");
    }

    static String text(JsonParser in, String name) throws IOException {
        require(in.currentToken() == JsonToken.VALUE_STRING, name, "a string");
        return in.getText();
    }

    static Instant time(JsonParser in, String name) throws IOException {
        String text = text(in, name);
        try {
            // A snapshot has a dozen times or more, and the general way takes longer over them than over all else.
            Instant usual = text.length() <= MICROS_LENGTH ? Rfc3339.parseUsual(text) : null;
            return usual == null ? Instant.parse(text) : usual;
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(name + " must be a time", e);
        }
    }

    static boolean bool(JsonParser in, String name) throws IOException {
        require(in.currentToken().isBoolean(), name, "true or false");
        return in.getBooleanValue();
    }

    static int smallNumber(JsonParser in, String name) throws IOException {
        long number = number(in, name);
        require((int) number == number, name, "a whole number of 32 bits");
        return (int) number;
    }

    static long number(JsonParser in, String name) throws IOException {
        require(
                in.currentToken() == JsonToken.VALUE_NUMBER_INT
                        && in.getNumberType() != JsonParser.NumberType.BIG_INTEGER,
                name,
                "a whole number of 64 bits");
        return in.getLongValue();
    }

    static double real(JsonParser in, String name) throws IOException {
        require(in.currentToken().isNumeric(), name, "a number");
        return in.getDoubleValue();
    }

    static Usd usd(JsonParser in, String name) throws IOException {
        require(in.currentToken().isNumeric(), name, "a number");
        return Usd.of(in.getDecimalValue());
    }

    static <T> List<T> list(JsonParser in, String name, Element<T> element) throws IOException {
        require(in.currentToken() == JsonToken.START_ARRAY, name, "an array");
        List<T> list = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            list.add(element.read(in));
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

    static long present(long number, String name) {
        if (number == ABSENT) {
            throw missing(name);
        }
        return number;
    }

    static int present(int number, String name) {
        if (number == ABSENT_INT) {
            throw missing(name);
        }
        return number;
    }

    static <T> T present(@Nullable T value, String name) {
        if (value == null) {
            throw missing(name);
        }
        return value;
    }

    private static IllegalArgumentException missing(String name) {
        return new IllegalArgumentException("no field " + name);
    }

    private static void require(boolean isAsWanted, String name, String wanted) {
        if (!isAsWanted) {
            throw new IllegalArgumentException(name + " must be " + wanted);
        }
    }

    private SnapshotFields() {}
}
