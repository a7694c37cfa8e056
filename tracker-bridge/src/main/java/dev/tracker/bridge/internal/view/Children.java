package dev.tracker.bridge.internal.view;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Who names whom as its parent. A parent counts only within the project, so that a tree never shows what belongs to another one. Guarded by the table's lock. */
final class Children {

    private record Parent(String projectId, String taskId) {}

    private final Map<Parent, Set<String>> ids = new HashMap<>();

    static boolean haveSameParent(TaskColumns a, TaskColumns b) {
        return Objects.equals(a.parentTaskId, b.parentTaskId) && a.projectId.equals(b.projectId);
    }

    /** False if it has no parent. */
    boolean add(TaskColumns child) {
        return child.parentTaskId != null
                && ids.computeIfAbsent(new Parent(child.projectId, child.parentTaskId), parent -> new LinkedHashSet<>())
                        .add(child.taskId);
    }

    /** False if it had no parent. */
    boolean remove(TaskColumns child) {
        if (child.parentTaskId == null) {
            return false;
        }
        Parent parent = new Parent(child.projectId, child.parentTaskId);
        Set<String> siblings = ids.get(parent);
        if (siblings == null || !siblings.remove(child.taskId)) {
            return false;
        }
        if (siblings.isEmpty()) {
            ids.remove(parent);
        }
        return true;
    }

    Set<String> of(String projectId, String taskId) {
        return Collections.unmodifiableSet(ids.getOrDefault(new Parent(projectId, taskId), Set.of()));
    }

    int count(String projectId, String taskId) {
        return ids.isEmpty() ? 0 : of(projectId, taskId).size();
    }
}
