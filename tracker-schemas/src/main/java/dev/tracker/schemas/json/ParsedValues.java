package dev.tracker.schemas.json;

import static dev.tracker.schemas.json.RefusalCode.ILLEGAL_TEXT;
import static dev.tracker.schemas.json.RefusalCode.LIMIT_EXCEEDED;
import static dev.tracker.schemas.json.RefusalCode.MALFORMED_JSON;
import static dev.tracker.schemas.json.RefusalCode.OUT_OF_RANGE;
import static dev.tracker.schemas.json.RefusalCode.WRONG_TYPE;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tracker.schemas.WireLimits;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The values that a JSON parser stands at, whatever notation they have. The parser must be moved on to each. Not thread-safe. */
final class ParsedValues implements EventValues {

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");
    private static final int UUID_LENGTH = 36;
    private static final int MAX_TIMESTAMP_LENGTH = 40;

    private final JsonParser in;

    ParsedValues(JsonParser in) {
        this.in = in;
    }

    @Override
    public String text(String name, int maxLength) throws IOException, RefusedException {
        if (in.currentToken() != JsonToken.VALUE_STRING) {
            throw wrongType(name, "a string");
        }
        String text = in.getText();
        if (text.length() > maxLength) {
            throw new RefusedException(LIMIT_EXCEEDED, name + " is longer than " + maxLength + " characters");
        }
        requireWellFormed(text, name);
        return text;
    }

    @Override
    public String word(String name, int maxLength) throws IOException, RefusedException {
        return SharedTexts.WORDS.of(text(name, maxLength));
    }

    @Override
    public String id(String name) throws IOException, RefusedException {
        return checkedId(text(name, WireLimits.MAX_ID), name);
    }

    @Override
    public String sharedId(String name) throws IOException, RefusedException {
        return SharedTexts.IDS.of(id(name));
    }

    /** Refuses what is no identifier; its length and characters have been checked. */
    static String checkedId(String id, String name) throws RefusedException {
        if (id.isEmpty()) {
            throw new RefusedException(OUT_OF_RANGE, name + " is empty");
        }
        if (!id.equals(id.strip())) {
            throw new RefusedException(ILLEGAL_TEXT, name + " begins or ends with white space");
        }
        for (int i = 0; i < id.length(); i++) {
            if (Character.isISOControl(id.charAt(i))) {
                throw new RefusedException(ILLEGAL_TEXT, name + " contains a control character");
            }
        }
        return id;
    }

    @Override
    public long integer(String name, long min, long max) throws IOException, RefusedException {
        if (in.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw wrongType(name, "a whole number");
        }
        if (in.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            throw new RefusedException(OUT_OF_RANGE, name + " must be from " + min + " to " + max);
        }
        return within(in.getLongValue(), name, min, max);
    }

    /** Refuses a number that is out of these bounds. */
    static long within(long value, String name, long min, long max) throws RefusedException {
        if (value < min || value > max) {
            throw new RefusedException(OUT_OF_RANGE, name + " must be from " + min + " to " + max + ", not " + value);
        }
        return value;
    }

    @Override
    public double number(String name, double max) throws IOException, RefusedException {
        if (!in.currentToken().isNumeric()) {
            throw wrongType(name, "a number");
        }
        double value = in.getDoubleValue();
        if (!(value >= 0 && value <= max)) {
            throw new RefusedException(OUT_OF_RANGE, name + " must be from 0 to " + max + ", not " + value);
        }
        return value == 0 ? 0.0 : value;
    }

    @Override
    public boolean bool(String name) throws IOException, RefusedException {
        if (!in.currentToken().isBoolean()) {
            throw wrongType(name, "true or false");
        }
        return in.getBooleanValue();
    }

    @Override
    public BigDecimal exactNumber() throws IOException {
        return in.getDecimalValue();
    }

    @Override
    public @Nullable Boolean boolOrUnknown(String name) throws IOException, RefusedException {
        boolean unknown =
                in.currentToken() == JsonToken.VALUE_STRING && in.getText().equals("unknown");
        return unknown ? null : bool(name);
    }

    @Override
    public UUID uuid(String name) throws IOException, RefusedException {
        String text = text(name, WireLimits.MAX_TEXT);
        if (isUuid(text)) {
            return UUID.fromString(text);
        }
        throw new RefusedException(WRONG_TYPE, name + " must be a UUID of 36 characters");
    }

    /** {@link UUID#fromString} alone would also take signs, foreign digits and dashes elsewhere. */
    private static boolean isUuid(String text) {
        if (text.length() != UUID_LENGTH) {
            return false;
        }
        for (int i = 0; i < UUID_LENGTH; i++) {
            char c = text.charAt(i);
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash ? c != '-' : !isHexDigit(c)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHexDigit(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    @Override
    public Instant timestamp(String name) throws IOException, RefusedException {
        String text = text(name, MAX_TIMESTAMP_LENGTH);
        return time(text, name);
    }

    /** Reads a time of the years 1 to 9999. */
    static Instant time(String text, String name) throws RefusedException {
        Instant instant;
        try {
            instant = Rfc3339.parse(text);
        } catch (DateTimeException e) {
            throw new RefusedException(WRONG_TYPE, name + " must be an RFC 3339 time like 2026-01-31T23:59:59.123Z");
        }
        if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
            throw new RefusedException(OUT_OF_RANGE, name + " must be in the years 1 to 9999");
        }
        return instant;
    }

    @Override
    public List<String> texts(String name, int maxSize) throws IOException, RefusedException {
        if (in.currentToken() != JsonToken.START_ARRAY) {
            throw wrongType(name, "an array of strings");
        }
        List<String> texts = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            if (texts.size() == maxSize) {
                throw new RefusedException(LIMIT_EXCEEDED, name + " has more than " + maxSize + " entries");
            }
            texts.add(text(name + "[" + texts.size() + "]", WireLimits.MAX_TEXT));
        }
        return texts;
    }

    private RefusedException wrongType(String name, String wanted) {
        JsonToken token = in.currentToken();
        return token == null
                ? new RefusedException(MALFORMED_JSON, "the document ends within " + name)
                : new RefusedException(WRONG_TYPE, name + " must be " + wanted);
    }

    /** U+0000 can't be stored in PostgreSQL, and half a surrogate pair has no UTF-8 form: such a text would not come back as it went in. */
    private static void requireWellFormed(String text, String name) throws RefusedException {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw new RefusedException(ILLEGAL_TEXT, name + " contains U+0000");
            }
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    throw new RefusedException(ILLEGAL_TEXT, name + " contains half a surrogate pair");
                }
                i++;
            }
        }
    }
}
