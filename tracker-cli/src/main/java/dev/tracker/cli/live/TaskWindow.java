package dev.tracker.cli.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A window of a sorted list, kept up by the messages of a {@code tasks} view. For one thread. */
public final class TaskWindow {

    private final Map<String, JsonNode> rows = new HashMap<>();
    private List<String> order = List.of();
    private JsonNode facets = MissingNode.getInstance();
    private long total;
    private int offset;
    private boolean isFilled;

    /** Takes in a message of this view; those that do not tell of its content are passed over. */
    public void accept(JsonNode message) {
        switch (message.path("type").asText()) {
            case "snapshot" -> {
                rows.clear();
                order = put(message.path("rows"));
                offset = message.path("offset").asInt();
                isFilled = true;
                count(message);
            }
            case "delta" -> {
                // Still of the view that this window's has replaced.
                if (!isFilled) {
                    return;
                }
                message.path("removed").forEach(id -> rows.remove(id.asText()));
                put(message.path("rows"));
                if (message.has("order")) {
                    List<String> ids = new ArrayList<>();
                    message.path("order").forEach(id -> ids.add(id.asText()));
                    order = ids;
                }
                count(message);
            }
            default -> {}
        }
    }

    private List<String> put(JsonNode changed) {
        List<String> ids = new ArrayList<>();
        for (JsonNode row : changed) {
            String id = row.path("taskId").asText();
            rows.put(id, row);
            ids.add(id);
        }
        return ids;
    }

    private void count(JsonNode message) {
        total = message.path("total").asLong();
        if (message.has("facets")) {
            facets = message.path("facets");
        }
    }

    /** The rows of the window in their order. */
    public List<JsonNode> rows() {
        List<JsonNode> list = new ArrayList<>(order.size());
        for (String id : order) {
            JsonNode row = rows.get(id);
            if (row != null) {
                list.add(row);
            }
        }
        return list;
    }

    /** How many match in all. */
    public long total() {
        return total;
    }

    /** Where the window begins. */
    public int offset() {
        return offset;
    }

    /** Counts by value; missing before the first content. */
    public JsonNode facets() {
        return facets;
    }

    /** Whether any content has come. */
    public boolean isFilled() {
        return isFilled;
    }
}
