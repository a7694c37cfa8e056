package dev.tracker.cli.hook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracker.cli.option.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** The settings file of Claude Code, of which only our own hooks are touched. */
final class ClaudeSettings {

    /** The hooks that are known here, but for those that tell nothing new; {@link ClaudeHooks} says what becomes of each. */
    static final List<String> HOOKS = List.of(
            "SessionStart",
            "UserPromptSubmit",
            "PreToolUse",
            "PermissionRequest",
            "PostToolUse",
            "PostToolUseFailure",
            "Notification",
            "Stop",
            "StopFailure",
            "SubagentStart",
            "SubagentStop",
            "PreCompact",
            "SessionEnd");

    /** Far above what the script takes; below it a machine that stands still would break off the hook, not the agent. */
    private static final int TIMEOUT_SECONDS = 5;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path file;
    private final ObjectNode content;

    private ClaudeSettings(Path file, ObjectNode content) {
        this.file = file;
        this.content = content;
    }

    static Path standardFile(Map<String, String> environment) {
        String folder = environment.get("CLAUDE_CONFIG_DIR");
        return folder == null || folder.isBlank()
                ? Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), ".claude", "settings.json")
                : Path.of(folder, "settings.json");
    }

    /** The file's content; none if there is no file. */
    static ClaudeSettings read(Path path) throws IOException {
        if (Files.notExists(path)) {
            return new ClaudeSettings(path, MAPPER.createObjectNode());
        }
        // A link stays a link.
        Path real = path.toRealPath();
        try {
            JsonNode json = MAPPER.readTree(Files.readAllBytes(real));
            if (json.isObject()
                    && (json.path("hooks").isMissingNode() || json.path("hooks").isObject())) {
                return new ClaudeSettings(real, (ObjectNode) json);
            }
            if (json.isMissingNode()) {
                return new ClaudeSettings(real, MAPPER.createObjectNode());
            }
        } catch (JsonProcessingException e) {
            throw new UserException(
                    path + " is not JSON: " + e.getOriginalMessage()
                            + "; mend it, or add by hand what --print-settings prints",
                    e);
        }
        throw new UserException(
                path + " has no object where hooks should be; add by hand what --print-settings prints");
    }

    /** What is to be added, alone. */
    static String alone(Path script) throws IOException {
        ClaudeSettings settings = new ClaudeSettings(script, MAPPER.createObjectNode());
        settings.add(script);
        return settings.text();
    }

    void add(Path script) {
        remove(script);
        ObjectNode hooks = content.withObjectProperty("hooks");
        for (String hook : HOOKS) {
            hooks.withArrayProperty(hook)
                    .addObject()
                    .putArray("hooks")
                    .addObject()
                    .put("type", "command")
                    .put("command", HookScript.quoted(script.toString()) + " " + hook)
                    .put("timeout", TIMEOUT_SECONDS);
        }
    }

    /** Takes our hooks out; says whether there were any. */
    boolean remove(Path script) {
        boolean found = false;
        JsonNode hooks = content.path("hooks");
        for (Iterator<JsonNode> matchers = hooks.elements(); matchers.hasNext(); ) {
            JsonNode each = matchers.next();
            if (each instanceof ArrayNode groups) {
                for (Iterator<JsonNode> group = groups.elements(); group.hasNext(); ) {
                    if (removeFrom(group.next(), script)) {
                        found = true;
                        group.remove();
                    }
                }
                if (groups.isEmpty() && found) {
                    matchers.remove();
                }
            }
        }
        if (found && hooks.isEmpty()) {
            content.remove("hooks");
        }
        return found;
    }

    /** Whether the group had nothing but ours. */
    private static boolean removeFrom(JsonNode group, Path script) {
        boolean found = false;
        for (Iterator<JsonNode> hook = group.path("hooks").elements(); hook.hasNext(); ) {
            if (hook.next().path("command").asText().contains(script.toString())) {
                hook.remove();
                found = true;
            }
        }
        return found && group.path("hooks").isEmpty();
    }

    /** Writes the file as a whole; what was there before our first change stays beside it. */
    void write() throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Path before = file.resolveSibling(file.getFileName() + ".before-tracker");
        if (Files.exists(file) && Files.notExists(before)) {
            Files.copy(file, before, StandardCopyOption.COPY_ATTRIBUTES);
        }
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(unfinished, text() + "\n");
        if (Files.exists(file)) {
            Files.setPosixFilePermissions(unfinished, Files.getPosixFilePermissions(file));
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    String text() throws IOException {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(indenter);
        printer.indentArraysWith(indenter);
        return MAPPER.writer(printer).writeValueAsString(content);
    }
}
