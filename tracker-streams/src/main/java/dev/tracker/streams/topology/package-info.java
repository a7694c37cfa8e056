/** The Kafka Streams topology: decode, dead letters, fold, snapshots. */
@NullMarked
package dev.tracker.streams.topology;

import org.jspecify.annotations.NullMarked;
