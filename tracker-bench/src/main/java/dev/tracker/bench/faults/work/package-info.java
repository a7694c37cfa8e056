/** The producers: seeded workloads, sent with every attempt in a ledger. */
@NullMarked
package dev.tracker.bench.faults.work;

import org.jspecify.annotations.NullMarked;
