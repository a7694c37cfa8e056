/** Sessions of Claude Code: one JSON record a line, appended as the session goes on. */
@NullMarked
package dev.tracker.formats.internal.claude;

import org.jspecify.annotations.NullMarked;
