/** The command's own manual and completions, written from picocli's model of it, so that they can't lag behind. */
@NullMarked
package dev.tracker.cli.manual;

import org.jspecify.annotations.NullMarked;
