package dev.tracker.formats.support;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.schemas.Evidence;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * An agent's own list of things to do, which it replaces as a whole, seen as criteria that it checks itself. An entry is known by its text; its
 * index is the order in which the texts first appeared, so that it stays when the list is reordered, shortened or begun anew.
 */
public final class TodoList {

    private static final Set<String> DONE = Set.of("completed", "done");

    private final Map<String, Integer> indexes = new HashMap<>();
    private final Map<String, Boolean> done = new HashMap<>();

    /** The list as the agent has just written it: tells the share of it that is done, and every entry that is new or has changed. */
    public void replace(JsonNode entries, Source at, SessionEvents out) {
        Map<String, Boolean> listed = listed(entries);
        if (listed.isEmpty()) {
            return;
        }
        long completed = listed.values().stream().filter(isDone -> isDone).count();
        out.progress(at, 100.0 * completed / listed.size());
        listed.forEach((text, isDone) -> {
            if (!isDone.equals(done.put(text, isDone))) {
                int index = indexes.computeIfAbsent(text, t -> indexes.size());
                out.criterion(at.part(Integer.toString(index)), index, isDone, Evidence.SELF_CHECKED, text);
            }
        });
    }

    private static Map<String, Boolean> listed(JsonNode entries) {
        Map<String, Boolean> listed = new LinkedHashMap<>();
        for (JsonNode entry : entries) {
            String text = Fields.firstText(entry, "content", "description", "text", "title", "step");
            if (text != null) {
                boolean isDone = DONE.contains(Fields.text(entry, "status", ""));
                listed.put(distinct(text, listed), isDone);
            }
        }
        return listed;
    }

    /** A list may hold the same words twice; the second is another entry. */
    private static String distinct(String text, Map<String, Boolean> listed) {
        String name = text;
        for (int n = 2; listed.containsKey(name); n++) {
            name = text + " (" + n + ")";
        }
        return name;
    }
}
