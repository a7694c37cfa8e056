/** A whole installation on this machine that faults can be done to. */
@NullMarked
package dev.tracker.bench.faults.stage;

import org.jspecify.annotations.NullMarked;
