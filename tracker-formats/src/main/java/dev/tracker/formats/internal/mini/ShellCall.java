package dev.tracker.formats.internal.mini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.formats.support.Source;
import org.jspecify.annotations.Nullable;

/**
 * A tool the model called.
 *
 * @param id names the call within the run
 * @param at the answer that made the call
 * @param command the shell command; null for a tool that takes none
 * @param tool name of the tool
 * @param arguments the tool's arguments
 */
record ShellCall(String id, Source at, @Nullable String command, String tool, JsonNode arguments) {}
