/** The invariants, and what they are checked against. */
@NullMarked
package dev.tracker.bench.faults.check;

import org.jspecify.annotations.NullMarked;
