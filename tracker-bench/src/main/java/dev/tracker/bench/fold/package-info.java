/** Throughput of the fold. */
@NullMarked
package dev.tracker.bench.fold;

import org.jspecify.annotations.NullMarked;
