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

    private record Encoded(TaskProgress task, byte[] frame) {}

    private final AtomicReferenceArray<@Nullable Encoded> slots = new AtomicReferenceArray<>(SLOTS);

    /** The push message of that state; not to be written to. */
    byte[] frame(TaskProgress task) {
        int slot = Math.floorMod(task.taskId().hashCode(), SLOTS);
        Encoded held = slots.get(slot);
        if (held != null && held.task() == task) {
            return held.frame();
        }
        Encoded fresh = new Encoded(task, encode(task));
        slots.set(slot, fresh);
        return fresh.frame();
    }

    private static byte[] encode(TaskProgress task) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("type", "progress");
        message.put("data", Projections.toDashboard(task));
        return JsonForms.bytes(message);
    }
}
