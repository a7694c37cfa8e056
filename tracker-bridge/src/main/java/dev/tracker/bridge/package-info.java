/**
 * The bridge between the compacted topic and people: a memory view of all tasks, served over HTTP and WebSocket with a live page.
 * {@link dev.tracker.bridge.BridgeServer} is the way in; everything in {@code internal} may change.
 */
@NullMarked
package dev.tracker.bridge;

import org.jspecify.annotations.NullMarked;
