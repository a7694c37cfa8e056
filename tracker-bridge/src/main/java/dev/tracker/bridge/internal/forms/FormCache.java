package dev.tracker.bridge.internal.forms;

import dev.tracker.bridge.internal.query.Form;
import dev.tracker.bridge.internal.view.TaskRow;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Encodes a form of a row once for all who are shown it. Keeps the latest ones in a table of fixed size, where a newcomer replaces what has the same slot: what
 * is shown now is shown to all viewers now, so that older ones need not be kept. Safe for use by many threads.
 */
public final class FormCache {

    private static final int SLOTS = 4096;

    private static final class Encoded {

        private final TaskRow row;
        private final Form form;
        private final byte[] json;

        Encoded(TaskRow row, Form form) {
            this.row = row;
            this.form = form;
            this.json = JsonForms.bytes(TaskForms.of(row, form));
        }

        // The very same row, not an equal one: rows are never equal otherwise.
        @SuppressWarnings("ReferenceEquality")
        boolean isOf(TaskRow other, Form otherForm) {
            return row == other && form == otherForm;
        }
    }

    private final AtomicReferenceArray<@Nullable Encoded> slots = new AtomicReferenceArray<>(SLOTS);

    /** The form as JSON in UTF-8; not to be written to. */
    public byte[] json(TaskRow row, Form form) {
        int slot = Math.floorMod(31 * row.task.taskId.hashCode() + form.hashCode(), SLOTS);
        Encoded held = slots.get(slot);
        if (held != null && held.isOf(row, form)) {
            return held.json;
        }
        Encoded fresh = new Encoded(row, form);
        slots.set(slot, fresh);
        return fresh.json;
    }
}
