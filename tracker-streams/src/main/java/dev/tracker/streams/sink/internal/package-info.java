/** How the sinks work. Not for other modules. */
@NullMarked
package dev.tracker.streams.sink.internal;

import org.jspecify.annotations.NullMarked;
