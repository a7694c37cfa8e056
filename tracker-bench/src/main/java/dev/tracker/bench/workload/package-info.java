/** Events to measure with: made ones and recorded ones. */
@NullMarked
package dev.tracker.bench.workload;

import org.jspecify.annotations.NullMarked;
