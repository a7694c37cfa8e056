/** Throughput of the PostgreSQL sinks. */
@NullMarked
package dev.tracker.bench.sink;

import org.jspecify.annotations.NullMarked;
