/** Sessions of Claude Code: one JSON record a line, appended as the session goes on. */
@NullMarked
package dev.tracker.cli.replay.claude;

import org.jspecify.annotations.NullMarked;
