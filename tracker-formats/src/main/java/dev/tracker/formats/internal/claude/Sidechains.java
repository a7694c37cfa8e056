package dev.tracker.formats.internal.claude;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.formats.support.Fields;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells which records belong to a sub-agent because they stand in the file themselves, marked as a side chain. */
final class Sidechains {

    private final Map<String, String> agents = new HashMap<>();

    /** The sub-agent whose record this is, or null if it is the main agent's. One without an id is named by the record its chain begins with. */
    @Nullable
    String agentOf(JsonNode record, String identity) {
        if (!record.path("isSidechain").asBoolean(false)) {
            return null;
        }
        String agent = Fields.text(record, "agentId");
        if (agent == null) {
            String parent = Fields.text(record, "parentUuid");
            agent = parent == null ? identity : agents.getOrDefault(parent, identity);
        }
        agents.put(identity, agent);
        return agent;
    }
}
