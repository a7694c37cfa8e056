/** What only the database still knows: a task's events and how it came to its state. */
@NullMarked
package dev.tracker.bridge.internal.history;

import org.jspecify.annotations.NullMarked;
