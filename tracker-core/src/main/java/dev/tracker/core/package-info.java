/**
 * What the events of a task add up to: the {@link dev.tracker.core.Fold}, the forms in which its result is shown, and
 * {@link dev.tracker.core.Liveness}. Pure: no clock, no I/O, no Kafka, no JDBC, no logger.
 */
@NullMarked
package dev.tracker.core;

import org.jspecify.annotations.NullMarked;
