/** The forms in which tasks, sums and figures are shown, the same in answers and in frames. */
@NullMarked
package dev.tracker.bridge.internal.forms;

import org.jspecify.annotations.NullMarked;
