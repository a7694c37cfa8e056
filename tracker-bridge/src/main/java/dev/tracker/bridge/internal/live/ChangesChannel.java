package dev.tracker.bridge.internal.live;

import dev.tracker.bridge.internal.forms.FormCache;
import dev.tracker.bridge.internal.query.ViewSpec;
import dev.tracker.bridge.internal.view.Change;
import dev.tracker.bridge.internal.view.TaskRow;
import dev.tracker.bridge.internal.view.TaskTable;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Every matching task, and each change of it: a log with one entry a task, its latest. A viewer's place in it is a number. A task that changes moves to the end,
 * so a slow viewer skips states and never a task.
 */
final class ChangesChannel extends Channel {

    /** Further removals push out the oldest, and whoever has not been told of those starts over. */
    private static final int MOST_REMOVALS = 10_000;

    private static final int FRAMES = 1024;
    private static final long FIRST_NANOS = 1_000_000_000L;

    /** @param row null: gone, or not matching any more */
    private record Entry(String taskId, @Nullable TaskRow row) {}

    private record Held(long number, TaskRow row, Frame frame) {}

    private final FormCache forms;
    private final int firstLimit;

    // Guarded by the lock.
    private final TreeMap<Long, Entry> log = new TreeMap<>();
    private final Map<String, Long> numbers = new HashMap<>();
    private final TreeMap<Long, String> removals = new TreeMap<>();
    private final @Nullable Held[] frames = new Held[FRAMES];
    private long last;
    private long floor;
    private int tasks;
    private @Nullable FirstTasks first;
    private long firstAt;

    private boolean dirty;

    ChangesChannel(ViewSpec spec, FormCache forms, int firstLimit, Clock clock) {
        super(spec, clock);
        this.forms = forms;
        this.firstLimit = firstLimit;
    }

    @Override
    void fill(TaskTable table) {
        log.clear();
        numbers.clear();
        removals.clear();
        tasks = 0;
        first = null;
        List<TaskRow> matching = new ArrayList<>();
        table.forEach(row -> {
            if (spec.filter().matches(row)) {
                matching.add(row);
            }
        });
        matching.sort(Comparator.comparingLong(row -> row.task.heardAt));
        matching.forEach(row -> append(row.task.taskId, row));
        floor = last;
        dirty = true;
    }

    @Override
    synchronized void apply(Collection<Change> changes) {
        for (Change change : changes) {
            TaskRow after = change.after();
            String taskId = change.any().task.taskId;
            if (after != null && spec.filter().matches(after)) {
                append(taskId, after);
            } else if (numbers.containsKey(taskId) && !isRemoved(taskId)) {
                append(taskId, null);
            }
        }
    }

    private boolean isRemoved(String taskId) {
        return removals.containsKey(numbers.get(taskId));
    }

    private void append(String taskId, @Nullable TaskRow row) {
        long number = ++last;
        Long old = numbers.put(taskId, number);
        if (old != null) {
            log.remove(old);
            if (removals.remove(old) == null) {
                tasks--;
            }
        }
        log.put(number, new Entry(taskId, row));
        if (row == null) {
            removals.put(number, taskId);
            forgetRemovals();
        } else {
            tasks++;
        }
        dirty = true;
    }

    private void forgetRemovals() {
        while (removals.size() > MOST_REMOVALS) {
            Map.Entry<Long, String> oldest = removals.pollFirstEntry();
            floor = Math.max(floor, oldest.getKey());
            log.remove(oldest.getKey());
            numbers.remove(oldest.getValue());
        }
    }

    @Override
    boolean isDirty() {
        return dirty;
    }

    @Override
    boolean publish(Instant now) {
        dirty = false;
        return true;
    }

    @Override
    @Nullable
    Frame take(Cursor cursor) {
        if (cursor.first == null && cursor.position == Cursor.START) {
            cursor.first = firstTasks();
        }
        FirstTasks given = cursor.first;
        if (given != null) {
            if (cursor.sentOfFirst < given.rows().size()) {
                TaskRow row = given.rows().get(cursor.sentOfFirst++);
                return progress(row, Cursor.START);
            }
            cursor.first = null;
            cursor.position = given.upTo();
            return head("ready", cursor.position, -1)
                    .field("sent", given.rows().size())
                    .field("tasks", given.of())
                    .frame(text(cursor.position));
        }
        if (cursor.position < floor) {
            cursor.restart(cursor.generation);
            return Messages.reset(spec.name(), "position_gone");
        }
        Map.Entry<Long, Entry> next = log.higherEntry(cursor.position);
        if (next == null) {
            return null;
        }
        cursor.position = next.getKey();
        TaskRow row = next.getValue().row();
        if (row != null) {
            return progress(row, cursor.position);
        }
        return head("removed", cursor.position, -1)
                .field("taskId", next.getValue().taskId())
                .frame(text(cursor.position));
    }

    /** Chosen once a second at most: those who come together share it, and then follow the log from where it ends. */
    private FirstTasks firstTasks() {
        FirstTasks held = first;
        long now = System.nanoTime();
        boolean isOld = held == null || held.upTo() < floor || now - firstAt > FIRST_NANOS;
        if (held == null || (isOld && held.upTo() != last)) {
            List<TaskRow> rows = new ArrayList<>(tasks);
            for (Entry entry : log.values()) {
                if (entry.row() != null) {
                    rows.add(entry.row());
                }
            }
            held = FirstTasks.choose(rows, firstLimit, last);
            first = held;
            firstAt = now;
        }
        return held;
    }

    /** @param number the change's, {@link Cursor#START} while the first tasks are sent: nobody can resume from among them */
    private Frame progress(TaskRow row, long number) {
        int slot = Math.floorMod(row.task.taskId.hashCode(), FRAMES);
        Held held = frames[slot];
        if (held == null || held.number() != number || !held.row().equals(row)) {
            long lag = number == Cursor.START || row.receivedAt == 0 ? -1 : clock.millis() - row.task.appendedAt;
            Frame frame = head("progress", number, lag)
                    .raw("data", forms.json(row, spec.form()))
                    .frame(number == Cursor.START ? null : text(number));
            held = new Held(number, row, frame);
            frames[slot] = held;
        }
        return held.frame();
    }

    private FrameWriter head(String type, long number, long lag) {
        return new FrameWriter(type, spec.name())
                .field("position", number == Cursor.START ? null : text(number))
                .field("sentAt", clock.instant().toString())
                .field("lagMs", lag < 0 ? null : lag);
    }

    @Override
    boolean has(Cursor cursor) {
        return cursor.first != null
                || cursor.position == Cursor.START
                || cursor.position < floor
                || log.higherKey(cursor.position) != null;
    }

    @Override
    boolean seek(Cursor cursor, long position) {
        if (position < floor || position > last) {
            return false;
        }
        cursor.position = position;
        return true;
    }
}
