/** Trajectories of OpenHands: a JSON array of events. */
@NullMarked
package dev.tracker.formats.internal.openhands;

import org.jspecify.annotations.NullMarked;
