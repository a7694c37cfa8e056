/** Who asks, how they prove it, and what exists for them. */
@NullMarked
package dev.tracker.bridge.internal.access;

import org.jspecify.annotations.NullMarked;
