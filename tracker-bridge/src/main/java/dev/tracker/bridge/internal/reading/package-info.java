/** What readers of topics have in common: their settings, and a thread that can be ended. */
@NullMarked
package dev.tracker.bridge.internal.reading;

import org.jspecify.annotations.NullMarked;
