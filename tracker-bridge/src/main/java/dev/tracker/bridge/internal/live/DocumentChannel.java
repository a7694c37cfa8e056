package dev.tracker.bridge.internal.live;

import dev.tracker.bridge.internal.forms.JsonForms;
import dev.tracker.bridge.internal.query.ViewSpec;
import dev.tracker.bridge.internal.view.Change;
import dev.tracker.bridge.internal.view.TaskTable;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Figures that are sent as a whole, again and again. */
final class DocumentChannel extends Channel {

    private final Supplier<?> document;
    private long version;
    private @Nullable Frame frame;

    DocumentChannel(ViewSpec spec, Supplier<?> document, Clock clock) {
        super(spec, clock);
        this.document = document;
    }

    @Override
    void fill(TaskTable table) {
        frame = null;
    }

    @Override
    void apply(Collection<Change> changes) {
        // Asked for when it is due, not followed.
    }

    @Override
    boolean isDirty() {
        return !subscriptions.isEmpty();
    }

    @Override
    boolean publish(Instant now) {
        byte[] data = JsonForms.bytes(document.get());
        synchronized (this) {
            version++;
            frame = new FrameWriter("document", spec.name())
                    .field("position", text(version))
                    .field("sentAt", now.toString())
                    .field("lagMs", null)
                    .raw("data", data)
                    .frame(text(version));
        }
        return true;
    }

    @Override
    @Nullable
    Frame take(Cursor cursor) {
        if (!has(cursor)) {
            return null;
        }
        cursor.position = version;
        return frame;
    }

    @Override
    boolean has(Cursor cursor) {
        return frame != null && cursor.position != version;
    }

    @Override
    boolean seek(Cursor cursor, long position) {
        // Whatever it had, the next one replaces it.
        return true;
    }
}
