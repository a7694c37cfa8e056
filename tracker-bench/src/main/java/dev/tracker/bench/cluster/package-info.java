/** A Kafka cluster of real broker JVMs that can be killed, suspended and started again, each on its own. */
@NullMarked
package dev.tracker.bench.cluster;

import org.jspecify.annotations.NullMarked;
