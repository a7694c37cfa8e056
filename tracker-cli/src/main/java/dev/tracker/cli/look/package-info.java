/** Commands that show tasks. */
@NullMarked
package dev.tracker.cli.look;

import org.jspecify.annotations.NullMarked;
