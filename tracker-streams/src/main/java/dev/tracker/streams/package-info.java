/**
 * The processes behind the topics: {@link dev.tracker.streams.Aggregator} folds events into snapshots; {@code sink} writes both to PostgreSQL.
 */
@NullMarked
package dev.tracker.streams;

import org.jspecify.annotations.NullMarked;
