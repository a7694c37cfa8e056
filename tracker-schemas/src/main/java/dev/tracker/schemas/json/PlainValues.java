package dev.tracker.schemas.json;

import dev.tracker.schemas.WireLimits;
import dev.tracker.schemas.binary.BinaryOutput;
import dev.tracker.schemas.internal.JsonText;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Values in their plain notation, read from bytes that are well-formed UTF-8. Refuses all else, and whatever it is not sure of, with a refusal that says no
 * more than that the general parser must look. Not thread-safe.
 */
final class PlainValues implements EventValues {

    /** Never a byte of UTF-8. */
    private static final int END = -1;

    private static final int MAX_TIMESTAMP = 40;
    private static final int MAX_DIGITS = 18;

    /** So many decimal digits are exact as a double, and so is a power of ten as high: one division rounds once, as reading the decimal number does. */
    private static final int MAX_EXACT_DIGITS = 15;

    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private final byte[] json;
    private int at;

    /** The string last scanned, without its quotes. */
    private int from;

    private int to;
    private boolean escaped;

    PlainValues(byte[] json) {
        this.json = json;
    }

    /** The field whose name is due; its value is next. */
    EventField field() throws RefusedException {
        scan(json.length);
        EventField field = escaped ? null : FieldNames.find(json, from, to);
        if (field == null) {
            throw unusual();
        }
        expect(':');
        return field;
    }

    /** Passes over a null; false if it is another value. */
    boolean isNull() {
        return passes(NULL);
    }

    /** Passes over the comma before the next element, or over what closes them all. */
    boolean goesOn(char close) throws RefusedException {
        int next = next();
        at++;
        if (next != ',' && next != close) {
            throw unusual();
        }
        return next == ',';
    }

    void expect(char syntax) throws RefusedException {
        if (next() != syntax) {
            throw unusual();
        }
        at++;
    }

    void expectEnd() throws RefusedException {
        if (at != json.length) {
            throw unusual();
        }
    }

    @Override
    public String text(String name, int maxLength) throws RefusedException {
        scan(maxLength);
        return scanned();
    }

    @Override
    public String word(String name, int maxLength) throws RefusedException {
        scan(maxLength);
        String known = escaped ? null : SharedTexts.WORDS.find(json, from, to);
        return known == null ? SharedTexts.WORDS.of(scanned()) : known;
    }

    @Override
    public String id(String name) throws RefusedException {
        return ParsedValues.checkedId(text(name, WireLimits.MAX_ID), name);
    }

    @Override
    public String sharedId(String name) throws RefusedException {
        scan(WireLimits.MAX_ID);
        String known = escaped ? null : SharedTexts.IDS.find(json, from, to);
        return known == null ? SharedTexts.IDS.of(ParsedValues.checkedId(scanned(), name)) : known;
    }

    @Override
    public long integer(String name, long min, long max) throws RefusedException {
        return ParsedValues.within(digits(), name, min, max);
    }

    @Override
    public double number(String name, double max) throws RefusedException {
        next();
        int begin = at;
        long whole = digits();
        double value = (double) whole;
        if (at < json.length && json[at] == '.') {
            int point = at++;
            long fraction = digitsOf(at, MAX_EXACT_DIGITS);
            int places = at - point - 1;
            if (point - begin + places > MAX_EXACT_DIGITS) {
                throw unusual();
            }
            long unit = powerOfTen(places);
            value = (double) (whole * unit + fraction) / unit;
        }
        if (value > max) {
            throw unusual();
        }
        return value;
    }

    @Override
    public BigDecimal exactNumber() throws RefusedException {
        throw unusual();
    }

    @Override
    public boolean bool(String name) throws RefusedException {
        boolean value = passes(TRUE);
        if (!value && !passes(FALSE)) {
            throw unusual();
        }
        return value;
    }

    @Override
    public @Nullable Boolean boolOrUnknown(String name) throws RefusedException {
        if (next() == '"') {
            if (word(name, WireLimits.MAX_TEXT).equals("unknown")) {
                return null;
            }
            throw unusual();
        }
        return bool(name);
    }

    @Override
    public UUID uuid(String name) throws RefusedException {
        scan(WireLimits.MAX_TEXT);
        UUID uuid = Uuids.parse(json, from, to);
        if (uuid == null) {
            throw unusual();
        }
        return uuid;
    }

    @Override
    public Instant timestamp(String name) throws RefusedException {
        return ParsedValues.time(text(name, MAX_TIMESTAMP), name);
    }

    @Override
    public List<String> texts(String name, int maxSize) throws RefusedException {
        List<String> texts = new ArrayList<>();
        expect('[');
        do {
            if (texts.size() == maxSize) {
                throw unusual();
            }
            texts.add(text(name, WireLimits.MAX_TEXT));
        } while (goesOn(']'));
        return texts;
    }

    /** Passes over a string. Its bytes are at least as many as its UTF-16 units. */
    private void scan(int maxLength) throws RefusedException {
        expect('"');
        from = at;
        escaped = false;
        int end = JsonText.plainEnd(json, at, json.length);
        while (end < json.length && json[end] == '\\') {
            escaped = true;
            // What is escaped may be a quote.
            end = JsonText.plainEnd(json, Math.min(end + 2, json.length), json.length);
        }
        if (end == json.length || json[end] != '"' || end - from > maxLength) {
            throw unusual();
        }
        to = end;
        at = end + 1;
    }

    private String scanned() throws RefusedException {
        return escaped ? unescaped() : new String(json, from, to - from, StandardCharsets.UTF_8);
    }

    private String unescaped() throws RefusedException {
        BinaryOutput out = new BinaryOutput(to - from);
        for (int i = from; i < to; ) {
            int end = JsonText.plainEnd(json, i, to);
            out.writeRaw(json, i, end);
            if (end < to) {
                out.writeByte(unescaped(json[end + 1]));
            }
            i = end + 2;
        }
        return new String(out.toByteArray(), StandardCharsets.UTF_8);
    }

    /** The short forms; a code point is read by the general parser, which also checks it. */
    private static int unescaped(byte escape) throws RefusedException {
        return switch (escape) {
            case '"', '\\', '/' -> escape;
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            default -> throw unusual();
        };
    }

    /** A whole number without a sign. Whatever else belongs to it is no separator and met as such. */
    private long digits() throws RefusedException {
        next();
        int begin = at;
        long number = digitsOf(begin, MAX_DIGITS);
        if (json[begin] == '0' && at - begin > 1) {
            throw unusual();
        }
        return number;
    }

    private long digitsOf(int begin, int max) throws RefusedException {
        long number = 0;
        int i = begin;
        for (; i < json.length && json[i] >= '0' && json[i] <= '9'; i++) {
            number = number * 10 + json[i] - '0';
        }
        if (i == begin || i - begin > max) {
            throw unusual();
        }
        at = i;
        return number;
    }

    private static long powerOfTen(int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }

    private boolean passes(byte[] literal) {
        next();
        int end = at + literal.length;
        if (end > json.length || !JsonText.isAt(json, at, end, literal)) {
            return false;
        }
        at = end;
        return true;
    }

    /** What comes after blanks, which are passed over. */
    private int next() {
        while (at < json.length && json[at] == ' ') {
            at++;
        }
        return at < json.length ? json[at] : END;
    }

    private static RefusedException unusual() {
        return new RefusedException(RefusalCode.MALFORMED_JSON, "not plain");
    }
}
