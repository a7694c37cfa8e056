/** The {@code bench} command: Tracker against the limit and against what others would write, in the same run. */
@NullMarked
package dev.tracker.bench;

import org.jspecify.annotations.NullMarked;
