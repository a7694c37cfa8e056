/** Dropping history that has become too old: partitions a day, never single rows. */
@NullMarked
package dev.tracker.streams.retention;

import org.jspecify.annotations.NullMarked;
