/** Time from a worker's send to where people see it. */
@NullMarked
package dev.tracker.bench.latency;

import org.jspecify.annotations.NullMarked;
