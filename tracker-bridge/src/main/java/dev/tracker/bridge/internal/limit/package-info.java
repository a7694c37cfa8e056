/** How much of anything is too much. */
@NullMarked
package dev.tracker.bridge.internal.limit;

import org.jspecify.annotations.NullMarked;
