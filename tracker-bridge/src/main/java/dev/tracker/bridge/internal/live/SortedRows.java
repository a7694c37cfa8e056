package dev.tracker.bridge.internal.live;

import dev.tracker.bridge.internal.view.TaskRow;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Rows in order, in one array. Changes are merged in at one go, however many came: a pass over references costs less than finding each place on its own, and
 * the rank that a window begins at is an index. For the live thread.
 */
final class SortedRows {

    private final Comparator<TaskRow> order;
    private TaskRow[] rows = {};

    SortedRows(Comparator<TaskRow> order) {
        this.order = order;
    }

    void replaceBy(List<TaskRow> all) {
        rows = all.toArray(TaskRow[]::new);
        Arrays.sort(rows, order);
    }

    /** Takes in these, and drops those that are retired. */
    void merge(List<TaskRow> incoming) {
        TaskRow[] added = incoming.toArray(TaskRow[]::new);
        Arrays.sort(added, order);
        TaskRow[] merged = new TaskRow[rows.length + added.length];
        int size = 0;
        int next = 0;
        for (TaskRow row : rows) {
            if (row.isRetired()) {
                continue;
            }
            while (next < added.length && order.compare(added[next], row) < 0) {
                merged[size++] = added[next++];
            }
            merged[size++] = row;
        }
        while (next < added.length) {
            merged[size++] = added[next++];
        }
        rows = Arrays.copyOf(merged, size);
    }

    int size() {
        return rows.length;
    }

    /** At most {@code limit} rows from the one at {@code offset} on. */
    List<TaskRow> window(int offset, int limit) {
        int from = Math.min(offset, rows.length);
        int to = (int) Math.min((long) from + limit, rows.length);
        return List.of(Arrays.copyOfRange(rows, from, to));
    }
}
