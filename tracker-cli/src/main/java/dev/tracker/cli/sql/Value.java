package dev.tracker.cli.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Values of an answer, as objects and as texts. */
final class Value {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /**
     * Reads one: Boolean, Long, Double, BigDecimal, Instant, LocalDateTime, LocalDate, UUID, a list of texts, or a text (also for JSON).
     *
     * @param index of the column, from 1
     */
    static @Nullable Object read(ResultSet row, int index, Column.Kind kind) throws SQLException {
        Object value = switch (kind) {
            case BOOLEAN -> row.getBoolean(index);
            case INTEGER, LONG -> row.getLong(index);
            case REAL -> row.getDouble(index);
            case DECIMAL -> row.getObject(index, BigDecimal.class);
            case INSTANT -> row.getObject(index, OffsetDateTime.class);
            case LOCAL_TIME -> row.getObject(index, LocalDateTime.class);
            case DATE -> row.getObject(index, LocalDate.class);
            case UUID -> row.getObject(index, UUID.class);
            case TEXTS -> texts(row.getArray(index));
            case JSON, TEXT -> row.getString(index);
        };
        if (row.wasNull()) {
            return null;
        }
        return value instanceof OffsetDateTime time ? time.toInstant() : value;
    }

    private static @Nullable List<@Nullable Object> texts(@Nullable Array array) throws SQLException {
        return array == null ? null : Arrays.asList((Object[]) array.getArray());
    }

    /** In a form that people and programs read: decimals without exponent, times as RFC 3339 in UTC, lists as JSON. */
    static String text(Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        return value instanceof List<?> list ? json(list) : value.toString();
    }

    /** As JSON. */
    static String json(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("can't be written as JSON", e);
        }
    }

    private Value() {}
}
