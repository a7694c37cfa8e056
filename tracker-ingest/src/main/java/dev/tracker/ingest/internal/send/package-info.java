/** From an accepted event to Kafka's acknowledgement: bounded, in order, known by its id. */
@NullMarked
package dev.tracker.ingest.internal.send;

import org.jspecify.annotations.NullMarked;
