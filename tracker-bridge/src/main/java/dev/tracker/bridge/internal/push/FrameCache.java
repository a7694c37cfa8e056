package dev.tracker.bridge.internal.push;

import dev.tracker.bridge.internal.JsonForms;
import dev.tracker.core.Projections;
import dev.tracker.schemas.TaskProgress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Encodes the frame of a task's state once for all viewers. Keeps the latest ones in a table of fixed size, where a newcomer replaces what has the same
 * slot: what is pushed now is pushed to all viewers now, so that older frames need not be kept.
 */
final class FrameCache {

    private static final int SLOTS = 2048;

    private static final class Encoded {

        private final TaskProgress task;
        private final byte[] frame;

        Encoded(TaskProgress task) {
            this.task = task;
            this.frame = encode(task);
        }

        // The very same snapshot, not an equal one: comparing all of its lists would cost as much as encoding them.
        @SuppressWarnings("ReferenceEquality")
        boolean isOf(TaskProgress other) {
            return task == other;
        }
    }

    private final AtomicReferenceArray<@Nullable Encoded> slots = new AtomicReferenceArray<>(SLOTS);

    /** The push message of that state; not to be written to. */
    byte[] frame(TaskProgress task) {
        int slot = Math.floorMod(task.taskId().hashCode(), SLOTS);
        Encoded held = slots.get(slot);
        if (held != null && held.isOf(task)) {
            return held.frame;
        }
        Encoded fresh = new Encoded(task);
        slots.set(slot, fresh);
        return fresh.frame;
    }

    private static byte[] encode(TaskProgress task) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("type", "progress");
        message.put("data", Projections.toDashboard(task));
        return JsonForms.bytes(message);
    }
}
