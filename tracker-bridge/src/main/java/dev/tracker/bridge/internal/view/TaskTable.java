package dev.tracker.bridge.internal.view;

import dev.tracker.bridge.internal.view.TaskColumns.Names;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The latest state of each task, as the records of the compacted topic tell it, with sums by project and agent that are kept up with each change. One thread
 * writes; any may read, and sees rows and sums that belong together within one {@link #read}.
 */
public final class TaskTable {

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Map<String, TaskRow> rows = new HashMap<>();
    private final Names names = new GroupNames();
    private final Children children = new Children();
    private final Map<String, Group> projects = new HashMap<>();

    /** By task, what has not been told yet. */
    private Map<String, Change> untold = new LinkedHashMap<>();

    /** Reads several things as they were at one moment. The work should be short: no record is taken in meanwhile. */
    public <T> T read(Supplier<T> work) {
        lock.readLock().lock();
        try {
            return work.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    public @Nullable TaskRow find(String taskId) {
        return read(() -> rows.get(taskId));
    }

    public int size() {
        return read(rows::size);
    }

    /** Takes all rows, in no order. */
    public void forEach(Consumer<? super TaskRow> action) {
        read(() -> {
            rows.values().forEach(action);
            return true;
        });
    }

    /** The groups of all projects. Only within {@link #read}. */
    public Collection<Group> projects() {
        return Collections.unmodifiableCollection(projects.values());
    }

    /** The group of a project, null if it has no tasks. Only within {@link #read}. */
    public @Nullable Group project(String projectId) {
        return projects.get(projectId);
    }

    /** The row of the task's parent, null if that is not known in its project. */
    public @Nullable TaskRow parent(TaskRow child) {
        TaskRow parent = child.task.parentTaskId == null ? null : find(child.task.parentTaskId);
        return parent != null && parent.task.projectId.equals(child.task.projectId) ? parent : null;
    }

    /** The rows of those in the same project that name this task as their parent, in the order in which they came. */
    public List<TaskRow> subtasks(TaskRow parent) {
        return read(() -> {
            List<TaskRow> found = new ArrayList<>();
            for (String id : children.of(parent.task.projectId, parent.task.taskId)) {
                TaskRow child = rows.get(id);
                if (child != null) {
                    found.add(child);
                }
            }
            return found;
        });
    }

    /** What has changed since the last call. For one thread alone, that of the live views or of the alerts; within {@link #read} together with what else must fit to it. */
    public Collection<Change> drain() {
        return read(() -> {
            if (untold.isEmpty()) {
                return List.of();
            }
            Map<String, Change> told = untold;
            untold = new LinkedHashMap<>();
            return told.values();
        });
    }

    /**
     * Decodes a record.
     *
     * @return null if it is no snapshot of the task that its key names
     */
    @Nullable
    Incoming decode(byte @Nullable [] key, byte @Nullable [] value) {
        if (key == null) {
            return null;
        }
        String taskId = new String(key, StandardCharsets.UTF_8);
        if (value == null) {
            return new Incoming(taskId, null);
        }
        try {
            TaskColumns task = TaskColumns.of(value, names);
            return task.taskId.equals(taskId) ? new Incoming(taskId, task) : null;
        } catch (RuntimeException e) {
            return null;
        }
    }

    /**
     * Takes in records, in their order; states older than the known ones are passed over.
     *
     * @param judgedAt the time at which liveness is judged, in milliseconds since 1970
     * @param now the bridge's time, in milliseconds since 1970
     * @param isNews whether this just happened; false while the table is filled with what was there before
     */
    void apply(List<Incoming> records, long judgedAt, long now, boolean isNews) {
        lock.writeLock().lock();
        try {
            for (Incoming record : records) {
                TaskRow before = rows.get(record.taskId());
                TaskColumns task = record.task();
                if (task == null) {
                    replace(before, null);
                } else if (before == null || !task.isNotAfter(before.task)) {
                    int subtasks = children.count(task.projectId, task.taskId);
                    TaskRow after = new TaskRow(task, task.liveness(judgedAt), subtasks, isNews ? now : 0);
                    replace(before, after);
                    if (isNews) {
                        countTraffic(before, after, now);
                    }
                }
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Judges all again: silence alone makes a task stalled or lost. */
    void judge(long judgedAt) {
        lock.writeLock().lock();
        try {
            List<TaskRow> changed = new ArrayList<>();
            for (TaskRow row : rows.values()) {
                if (row.task.liveness(judgedAt) != row.liveness) {
                    changed.add(row);
                }
            }
            changed.forEach(row -> replace(row, row.judged(judgedAt)));
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void replace(@Nullable TaskRow before, @Nullable TaskRow after) {
        if (before == null && after == null) {
            return;
        }
        Change change = new Change(before, after);
        String taskId = change.any().task.taskId;
        if (after == null) {
            rows.remove(taskId);
        } else {
            rows.put(taskId, after);
        }
        if (before != null) {
            leave(before);
        }
        if (after != null) {
            enter(after);
        }
        // Come and gone between two looks is nothing to tell.
        untold.merge(
                taskId,
                change,
                (first, last) -> first.before() == null && last.after() == null
                        ? null
                        : new Change(first.before(), last.after()));
        moveInTree(before, after);
    }

    private void enter(TaskRow row) {
        Group project = projects.computeIfAbsent(row.task.projectId, Group::new);
        project.totals.add(row);
        project.agents.computeIfAbsent(row.task.agentId, Group::new).totals.add(row);
    }

    private void leave(TaskRow row) {
        Group project = projects.get(row.task.projectId);
        Group agent = project == null ? null : project.agents.get(row.task.agentId);
        if (project == null || agent == null) {
            throw new IllegalStateException("a task is in no group");
        }
        project.totals.remove(row);
        agent.totals.remove(row);
        if (agent.totals.tasks() == 0) {
            project.agents.remove(row.task.agentId);
        }
        if (project.totals.tasks() == 0) {
            projects.remove(row.task.projectId);
        }
    }

    /** Keeps the parents' counts of subtasks. */
    private void moveInTree(@Nullable TaskRow before, @Nullable TaskRow after) {
        TaskColumns old = before == null ? null : before.task;
        TaskColumns now = after == null ? null : after.task;
        if (old != null && now != null && Children.haveSameParent(old, now)) {
            return;
        }
        if (old != null && children.remove(old)) {
            recount(old);
        }
        if (now != null && children.add(now)) {
            recount(now);
        }
    }

    private void recount(TaskColumns child) {
        TaskRow parent = child.parentTaskId == null ? null : rows.get(child.parentTaskId);
        if (parent != null && parent.task.projectId.equals(child.projectId)) {
            int subtasks = children.count(child.projectId, parent.task.taskId);
            replace(parent, new TaskRow(parent.task, parent.liveness, subtasks, 0));
        }
    }

    private void countTraffic(@Nullable TaskRow before, TaskRow after, long now) {
        Group project = projects.get(after.task.projectId);
        Group agent = project == null ? null : project.agents.get(after.task.agentId);
        if (project == null || agent == null) {
            return;
        }
        TaskColumns task = after.task;
        long spent = Math.max(0, task.cost - (before == null ? 0 : before.task.cost));
        project.cost.add(spent, now);
        agent.cost.add(spent, now);
        project.traffic.changes.add(1, now);
        project.traffic.events.add(Math.max(0, task.heard - (before == null ? 0 : before.task.heard)), now);
        project.traffic.lag.add(now - task.appendedAt, now);
    }

    /** The names under which groups are known, so that a task does not hold copies of its own. Only the writing thread decodes, so it needs no lock. */
    private final class GroupNames implements Names {

        @Override
        public String ofProject(String projectId) {
            Group project = projects.get(projectId);
            return project == null ? projectId : project.name;
        }

        @Override
        public String ofAgent(String projectId, String agentId) {
            Group project = projects.get(projectId);
            Group agent = project == null ? null : project.agents.get(agentId);
            return agent == null ? agentId : agent.name;
        }
    }
}
