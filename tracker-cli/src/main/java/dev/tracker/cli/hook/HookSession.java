package dev.tracker.cli.hook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What must be remembered of a session between two inputs, and what was about to be sent. Public fields, because it is kept as JSON. */
final class HookSession {

    public String sessionId = "";

    /** Part of the emitter's name. State that was lost begins under another name: its numbers would otherwise be taken for known ones. */
    public String nonce = "";

    public String project = "";

    /** The session's own task under the empty name, its sub-agents by their ids. */
    public Map<String, HookTask> tasks = new LinkedHashMap<>();

    /** Inputs whose events are being sent: if the sender dies, the next one sends the same with the same numbers. */
    public List<String> plan = new ArrayList<>();

    /** Inputs whose events Kafka has, and whose files may still be there. */
    public List<String> done = new ArrayList<>();

    HookTask task(String agentId) {
        return tasks.computeIfAbsent(agentId, id -> new HookTask());
    }
}
