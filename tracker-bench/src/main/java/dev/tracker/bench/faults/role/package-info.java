/** Tracker's roles in JVMs of their own, and the points at which they can be made to crash. */
@NullMarked
package dev.tracker.bench.faults.role;

import org.jspecify.annotations.NullMarked;
