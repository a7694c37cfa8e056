package dev.tracker.core.client;

import dev.tracker.schemas.TaskProgress;

/** Hears of every update that a tracker accepts. */
@FunctionalInterface
public interface ProgressListener {

    /**
     * Called once for each update, in order for each task, without any lock of the tracker held; so it may call the tracker. It runs on the thread of
     * the update or, while several threads update one task, on one of them, and should therefore be quick. What it throws is counted
     * and logged, and reaches neither the worker nor other listeners. While it is so slow that 1,024 updates of one task wait for it, the oldest of
     * them are skipped and counted: every {@code TaskProgress} holds all that the ones before it held.
     *
     * @param progress the task after the update
     */
    void onUpdate(TaskProgress progress);
}
