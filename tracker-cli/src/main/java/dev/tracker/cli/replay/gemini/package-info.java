/** Sessions of Gemini CLI: one JSON document, rewritten as it grows. */
@NullMarked
package dev.tracker.cli.replay.gemini;

import org.jspecify.annotations.NullMarked;
