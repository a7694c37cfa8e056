/** The compact binary form of a task's state: in the aggregator's store, and wherever else many states are held. */
@NullMarked
package dev.tracker.schemas.binary;

import org.jspecify.annotations.NullMarked;
