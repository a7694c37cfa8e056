package dev.tracker.bridge.internal.view;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A task and everything in its project that descends from it. Each task has one parent, so walking down meets each at most once, except for the root itself
 * where parents form a circle. Looked up when asked for: a tree that is kept up with each change would have to be mended in every ancestor.
 */
public final class Trees {

    /**
     * A task of a tree.
     *
     * @param depth 0 for the root
     */
    public record Node(TaskRow row, int depth) {}

    /** The tree, parents before children. Only within {@link TaskTable#read}. */
    public static List<Node> of(TaskTable table, TaskRow root) {
        List<Node> nodes = new ArrayList<>();
        Deque<Node> open = new ArrayDeque<>();
        open.push(new Node(root, 0));
        while (!open.isEmpty()) {
            Node node = open.pop();
            nodes.add(node);
            List<TaskRow> subtasks = node.row().subtasks == 0 ? List.of() : table.subtasks(node.row());
            for (int i = subtasks.size() - 1; i >= 0; i--) {
                TaskRow child = subtasks.get(i);
                if (!child.task.taskId.equals(root.task.taskId)) {
                    open.push(new Node(child, node.depth() + 1));
                }
            }
        }
        return nodes;
    }

    /**
     * The roots of all trees: tasks that have subtasks and no parent that is known in their project, and of each circle the task whose id comes first. Only
     * within {@link TaskTable#read}.
     */
    public static List<TaskRow> roots(TaskTable table) {
        List<TaskRow> roots = new ArrayList<>();
        List<TaskRow> inner = new ArrayList<>();
        table.forEach(row -> {
            if (row.subtasks > 0) {
                (table.parent(row) == null ? roots : inner).add(row);
            }
        });
        Set<TaskRow> reached = new HashSet<>();
        roots.forEach(root -> of(table, root).forEach(node -> reached.add(node.row())));
        for (TaskRow row : inner) {
            if (!reached.contains(row)) {
                TaskRow first = firstOfCircle(table, row);
                roots.add(first);
                of(table, first).forEach(node -> reached.add(node.row()));
            }
        }
        return roots;
    }

    /** Walking up from a task that no root reaches ends in a circle. */
    private static TaskRow firstOfCircle(TaskTable table, TaskRow start) {
        Set<TaskRow> seen = new HashSet<>();
        TaskRow row = start;
        for (TaskRow next = row; next != null && seen.add(next); next = table.parent(next)) {
            row = next;
        }
        TaskRow first = row;
        TaskRow end = row;
        for (TaskRow next = table.parent(end); next != null && next != end; next = table.parent(next)) {
            first = next.task.taskId.compareTo(first.task.taskId) < 0 ? next : first;
        }
        return first;
    }

    public static Totals totals(List<Node> nodes) {
        Totals totals = new Totals();
        nodes.forEach(node -> totals.add(node.row()));
        return totals;
    }

    private Trees() {}
}
