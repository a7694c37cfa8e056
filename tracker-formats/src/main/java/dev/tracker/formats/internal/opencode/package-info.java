/** Sessions of OpenCode, as its {@code export} command writes them: one JSON document. */
@NullMarked
package dev.tracker.formats.internal.opencode;

import org.jspecify.annotations.NullMarked;
