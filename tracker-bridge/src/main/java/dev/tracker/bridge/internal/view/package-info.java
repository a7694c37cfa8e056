/** Reads the compacted topic into memory and keeps it there. */
@NullMarked
package dev.tracker.bridge.internal.view;

import org.jspecify.annotations.NullMarked;
