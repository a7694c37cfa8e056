package dev.tracker.formats.internal.claude;

import dev.tracker.formats.support.FileNames;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Tells which sub-agents of a session have files of their own: {@code SESSION/subagents/agent-ID.jsonl} beside the session's file, in older
 * versions {@code agent-ID.jsonl} in the same folder. Such a file begins before the session's own tells of the agent.
 */
final class SubAgentFiles {

    private static final Pattern WORD = Pattern.compile("[\\w-]+");

    private final Path file;
    private final String sessionId;
    private final Map<String, Boolean> known = new HashMap<>();

    SubAgentFiles(Path file, String sessionId) {
        this.file = file;
        this.sessionId = sessionId;
    }

    /** Whether that agent has a file of its own other than the one being read. */
    boolean has(String agentId) {
        return known.computeIfAbsent(agentId, this::look);
    }

    private boolean look(String agentId) {
        String name = "agent-" + agentId + ".jsonl";
        // Anything but a word might lead out of the folder.
        if (!WORD.matcher(agentId).matches()
                || !WORD.matcher(sessionId).matches()
                || FileNames.of(file).equals(name)) {
            return false;
        }
        return Files.isRegularFile(file.resolveSibling(name))
                || Files.isRegularFile(
                        file.resolveSibling(sessionId).resolve("subagents").resolve(name));
    }
}
