/** Sessions of OpenAI's Codex CLI: one record a line ("rollout"), appended as the session goes on. */
@NullMarked
package dev.tracker.formats.internal.codex;

import org.jspecify.annotations.NullMarked;
