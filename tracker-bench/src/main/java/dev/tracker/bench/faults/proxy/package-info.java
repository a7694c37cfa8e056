/** TCP between Tracker and its servers, to be cut, stalled and slowed. */
@NullMarked
package dev.tracker.bench.faults.proxy;

import org.jspecify.annotations.NullMarked;
