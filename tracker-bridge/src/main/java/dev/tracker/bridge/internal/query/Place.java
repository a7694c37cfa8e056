package dev.tracker.bridge.internal.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A place in an order: behind the last task of a page. It names what the order looks at, and so stays where it is when tasks come, go and move.
 *
 * @param value a {@link Long}, {@link Double} or {@link String}; null if unknown
 * @param taskId decides where values are equal
 */
public record Place(@Nullable Object value, String taskId) {

    static final String OF_ANOTHER_ORDER = "The cursor belongs to another order; begin without one.";

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int PARTS = 3;

    /** As a cursor, which is opaque to who asks. */
    public String cursor(TaskOrder order) {
        ArrayNode parts = MAPPER.createArrayNode().add(order.name());
        parts.addPOJO(value).add(taskId);
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(MAPPER.writeValueAsBytes(parts));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("not to be written as JSON", e);
        }
    }

    /** @throws BadQueryException if it is not a cursor of that order */
    public static @Nullable Place parse(@Nullable String cursor, TaskOrder order) {
        if (cursor == null) {
            return null;
        }
        JsonNode parts;
        try {
            parts = MAPPER.readTree(Base64.getUrlDecoder().decode(cursor));
        } catch (IOException | IllegalArgumentException e) {
            throw new BadQueryException("The cursor is none that this server gave.");
        }
        if (parts == null
                || !parts.isArray()
                || parts.size() != PARTS
                || !parts.get(2).isTextual()) {
            throw new BadQueryException("The cursor is none that this server gave.");
        }
        if (!order.name().equals(parts.get(0).textValue())) {
            throw new BadQueryException(OF_ANOTHER_ORDER);
        }
        return new Place(value(parts.get(1)), parts.get(2).textValue());
    }

    private static @Nullable Object value(JsonNode node) {
        if (node.isNull()) {
            return null;
        }
        if (node.isIntegralNumber()) {
            return node.longValue();
        }
        return node.isNumber() ? (Object) node.doubleValue() : node.asText();
    }
}
