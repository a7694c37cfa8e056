package dev.tracker.bridge.internal.view;

import org.jspecify.annotations.Nullable;

/**
 * A record of the compacted topic, decoded.
 *
 * @param taskId its key
 * @param task the snapshot, null for a tombstone
 */
record Incoming(String taskId, @Nullable TaskColumns task) {}
