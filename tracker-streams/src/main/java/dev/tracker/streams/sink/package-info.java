/** The PostgreSQL sinks: events and snapshots as rows, written together with the position they were read up to. */
@NullMarked
package dev.tracker.streams.sink;

import org.jspecify.annotations.NullMarked;
