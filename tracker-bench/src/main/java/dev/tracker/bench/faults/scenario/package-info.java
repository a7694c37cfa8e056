/** The rows of the fault table. */
@NullMarked
package dev.tracker.bench.faults.scenario;

import org.jspecify.annotations.NullMarked;
