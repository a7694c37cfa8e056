/** Notices that the log under the aggregator is not the one that it has folded so far: a head that is gone, offsets that are gone, a topic made anew. */
@NullMarked
package dev.tracker.streams.guard;

import org.jspecify.annotations.NullMarked;
