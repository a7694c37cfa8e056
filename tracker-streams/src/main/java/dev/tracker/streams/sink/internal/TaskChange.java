package dev.tracker.streams.sink.internal;

import dev.tracker.schemas.TaskProgress;
import org.jspecify.annotations.Nullable;

/**
 * One record of the snapshots topic.
 *
 * @param taskId its key
 * @param snapshot the state, null if the task is to be forgotten
 * @param json the state as published, empty with a null snapshot
 */
record TaskChange(String taskId, @Nullable TaskProgress snapshot, byte[] json) {}
