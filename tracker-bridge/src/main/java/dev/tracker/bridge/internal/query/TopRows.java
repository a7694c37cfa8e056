package dev.tracker.bridge.internal.query;

import dev.tracker.bridge.internal.view.TaskRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The first rows of an order, without sorting all of them. For one thread. */
public final class TopRows {

    private final Comparator<TaskRow> order;
    private final int limit;

    /** The last of the first ones on top. */
    private final PriorityQueue<TaskRow> rows;

    /** @param limit how many, from 1 */
    public TopRows(Comparator<TaskRow> order, int limit) {
        this.order = order;
        this.limit = limit;
        this.rows = new PriorityQueue<>(order.reversed());
    }

    public void add(TaskRow row) {
        if (rows.size() < limit) {
            rows.add(row);
        } else if (order.compare(row, rows.element()) < 0) {
            rows.remove();
            rows.add(row);
        }
    }

    public List<TaskRow> inOrder() {
        List<TaskRow> sorted = new ArrayList<>(rows);
        sorted.sort(order);
        return sorted;
    }
}
