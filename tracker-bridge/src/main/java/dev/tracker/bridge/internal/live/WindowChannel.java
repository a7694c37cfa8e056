package dev.tracker.bridge.internal.live;

import dev.tracker.bridge.internal.forms.FormCache;
import dev.tracker.bridge.internal.forms.JsonForms;
import dev.tracker.bridge.internal.query.ViewSpec;
import dev.tracker.bridge.internal.view.Change;
import dev.tracker.bridge.internal.view.TaskRow;
import dev.tracker.bridge.internal.view.TaskTable;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A window of a filtered, sorted list. A version follows from the one before by a delta, and a few deltas are kept; whoever is further behind than they are
 * short gets the window as it is now. So a viewer costs a number, however slow it is.
 */
final class WindowChannel extends Channel {

    private static final long FACETS_EVERY_NANOS = 1_000_000_000L;

    private final FormCache forms;
    private final SortedRows rows;
    private final Facets facets;
    private final Deltas deltas = new Deltas();

    // Of the live thread.
    private boolean rowsChanged;
    private boolean facetsChanged;
    private long facetsAt;
    private long publishedAt;

    // Guarded by the lock.
    private long version;
    private List<TaskRow> window = List.of();
    private int total;
    private byte[] facetsJson = {};
    private @Nullable Frame snapshot;
    private @Nullable Frame conflated;

    WindowChannel(ViewSpec spec, FormCache forms, Clock clock) {
        super(spec, clock);
        this.forms = forms;
        this.rows = new SortedRows(spec.order());
        this.facets = new Facets(spec.filter());
    }

    @Override
    void fill(TaskTable table) {
        List<TaskRow> matching = new ArrayList<>();
        facets.clear();
        table.forEach(row -> {
            if (facets.count(row, 1)) {
                matching.add(row);
            }
        });
        rows.replaceBy(matching);
        window = rows.window(spec.offset(), spec.limit());
        total = rows.size();
        facetsJson = JsonForms.bytes(facets.form());
        publishedAt = clock.millis();
        version++;
        forget();
        deltas.clear();
        rowsChanged = false;
        facetsChanged = false;
    }

    @Override
    void apply(Collection<Change> changes) {
        List<TaskRow> incoming = new ArrayList<>();
        boolean outgoing = false;
        for (Change change : changes) {
            TaskRow before = change.before();
            TaskRow after = change.after();
            outgoing |= before != null && facets.count(before, -1);
            if (after != null && facets.count(after, 1)) {
                incoming.add(after);
            }
        }
        facetsChanged |= facets.isChanged();
        if (outgoing || !incoming.isEmpty()) {
            rows.merge(incoming);
            rowsChanged = true;
        }
    }

    @Override
    boolean isDirty() {
        return rowsChanged || (facetsChanged && areFacetsDue());
    }

    private boolean areFacetsDue() {
        return System.nanoTime() - facetsAt >= FACETS_EVERY_NANOS;
    }

    @Override
    boolean publish(Instant now) {
        List<TaskRow> newWindow = rows.window(spec.offset(), spec.limit());
        boolean withFacets = facetsChanged && areFacetsDue();
        rowsChanged = false;
        synchronized (this) {
            boolean isSame = newWindow.equals(window) && rows.size() == total;
            if (withFacets) {
                facetsJson = JsonForms.bytes(facets.form());
                facetsChanged = false;
                facetsAt = System.nanoTime();
            }
            if (isSame && !withFacets) {
                return false;
            }
            List<TaskRow> old = window;
            window = newWindow;
            total = rows.size();
            version++;
            forget();
            deltas.add(delta(old, withFacets, now));
        }
        publishedAt = now.toEpochMilli();
        return true;
    }

    private void forget() {
        snapshot = null;
        conflated = null;
    }

    private Frame delta(List<TaskRow> old, boolean withFacets, Instant now) {
        Map<String, TaskRow> left = new HashMap<>();
        old.forEach(row -> left.put(row.task.taskId, row));
        List<byte[]> changed = new ArrayList<>();
        long lag = -1;
        for (TaskRow row : window) {
            TaskRow before = left.remove(row.task.taskId);
            if (before == null || !before.equals(row)) {
                changed.add(forms.json(row, spec.form()));
                if (row.receivedAt >= publishedAt) {
                    lag = Math.max(lag, now.toEpochMilli() - row.task.appendedAt);
                }
            }
        }
        FrameWriter writer = frame("delta", now, lag)
                .field("from", text(version - 1))
                .field("total", total)
                .array("rows", changed)
                .field("removed", new ArrayList<>(left.keySet()));
        if (!ids(old).equals(ids(window))) {
            writer.field("order", ids(window));
        }
        if (withFacets) {
            writer.raw("facets", facetsJson);
        }
        return writer.frame(text(version));
    }

    private static List<String> ids(List<TaskRow> rows) {
        List<String> ids = new ArrayList<>(rows.size());
        rows.forEach(row -> ids.add(row.task.taskId));
        return ids;
    }

    private Frame snapshot(boolean isConflated) {
        Frame held = isConflated ? conflated : snapshot;
        if (held == null) {
            List<byte[]> all = new ArrayList<>(window.size());
            window.forEach(row -> all.add(forms.json(row, spec.form())));
            FrameWriter writer = frame("snapshot", clock.instant(), -1);
            if (isConflated) {
                writer.field("conflated", true);
            }
            held = writer.field("total", total)
                    .field("offset", spec.offset())
                    .array("rows", all)
                    .raw("facets", facetsJson)
                    .frame(text(version));
            if (isConflated) {
                conflated = held;
            } else {
                snapshot = held;
            }
        }
        return held;
    }

    private FrameWriter frame(String type, Instant now, long lag) {
        return new FrameWriter(type, spec.name())
                .field("position", text(version))
                .field("sentAt", now.toString())
                .field("lagMs", lag < 0 ? null : lag);
    }

    @Override
    @Nullable
    Frame take(Cursor cursor) {
        if (!has(cursor)) {
            return null;
        }
        if (cursor.position == Cursor.START) {
            cursor.position = version;
            return snapshot(false);
        }
        int behind = (int) Math.min(version - cursor.position, Integer.MAX_VALUE);
        if (behind == 1 && deltas.has(1)) {
            cursor.position++;
            return deltas.get(1);
        }
        if (deltas.has(behind) && deltas.bytes(behind) <= snapshot(true).size()) {
            cursor.position++;
            return deltas.get(behind);
        }
        cursor.position = version;
        return snapshot(true);
    }

    @Override
    boolean has(Cursor cursor) {
        return cursor.position != version;
    }

    @Override
    boolean seek(Cursor cursor, long position) {
        long behind = version - position;
        if (behind < 0 || (behind > 0 && !deltas.has((int) Math.min(behind, Integer.MAX_VALUE)))) {
            return false;
        }
        cursor.position = position;
        return true;
    }
}
