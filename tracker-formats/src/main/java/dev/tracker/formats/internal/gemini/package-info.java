/** Sessions of Gemini CLI: one JSON document, rewritten as it grows. */
@NullMarked
package dev.tracker.formats.internal.gemini;

import org.jspecify.annotations.NullMarked;
