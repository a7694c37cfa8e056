/** What a request's body holds: events in any of their notations, and what becomes of each. */
@NullMarked
package dev.tracker.ingest.internal.events;

import org.jspecify.annotations.NullMarked;
