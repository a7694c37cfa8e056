package dev.tracker.bridge.internal.query;

import dev.tracker.bridge.internal.access.Scope;
import dev.tracker.bridge.internal.view.TaskColumns;
import dev.tracker.bridge.internal.view.TaskRow;
import dev.tracker.core.Liveness;
import dev.tracker.schemas.TaskStatus;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks are wanted. Immutable; equal filters want the same.
 *
 * @param scope what exists at all for who asks
 * @param projects any of these; all if empty
 * @param agents any of these; all if empty
 * @param statuses any of these; all if empty
 * @param livenesses any of these; all if empty
 * @param activeOnly whether ended ones are left out
 * @param text to be found, in lower case, in id, title, agent or project; empty for any
 * @param ids any of these; all if empty
 * @param parent whose direct subtasks, empty for tasks without a parent; null for any
 */
public record TaskFilter(
        Scope scope,
        Set<String> projects,
        Set<String> agents,
        Set<TaskStatus> statuses,
        Set<Liveness> livenesses,
        boolean activeOnly,
        String text,
        Set<String> ids,
        @Nullable String parent) {

    /** Its names as parameters. */
    public static final List<String> NAMES =
            List.of("project", "agent", "status", "liveness", "active", "q", "ids", "parent");

    /** Bits of {@link #misses}: what a row does not meet. */
    public static final int PROJECT = 1;

    public static final int AGENT = 2;
    public static final int STATUS = 4;
    public static final int LIVENESS = 8;
    private static final int REST = 16;

    private static final int MOST_VALUES = 100;
    private static final int MOST_IDS = 500;
    private static final int MAX_TEXT = 200;

    /** Everything in the scope. */
    public static TaskFilter all(Scope scope) {
        return new TaskFilter(scope, Set.of(), Set.of(), Set.of(), Set.of(), false, "", Set.of(), null);
    }

    /** @throws BadQueryException if a value is wrong */
    public static TaskFilter parse(Scope scope, Parameters parameters) {
        String text = parameters.single("q");
        if (text != null && text.length() > MAX_TEXT) {
            throw new BadQueryException("q may have at most " + MAX_TEXT + " characters.");
        }
        Set<TaskStatus> statuses = EnumSet.noneOf(TaskStatus.class);
        for (String name : parameters.several("status", MOST_VALUES)) {
            statuses.add(WireEnums.of(TaskStatus.class, name, "status"));
        }
        Set<Liveness> livenesses = EnumSet.noneOf(Liveness.class);
        for (String name : parameters.several("liveness", MOST_VALUES)) {
            livenesses.add(WireEnums.of(Liveness.class, name, "liveness"));
        }
        return new TaskFilter(
                scope,
                parameters.several("project", MOST_VALUES),
                parameters.several("agent", MOST_VALUES),
                statuses,
                livenesses,
                parameters.flag("active"),
                lower(text),
                parameters.several("ids", MOST_IDS),
                parameters.single("parent"));
    }

    public boolean matches(TaskRow row) {
        return misses(row) == 0;
    }

    /** What the row does not meet, as bits; 0 if it matches. A row outside the scope misses everything: it counts nowhere. */
    public int misses(TaskRow row) {
        TaskColumns task = row.task;
        if (!scope.sees(task.projectId) || !meetsRest(task)) {
            return REST | PROJECT | AGENT | STATUS | LIVENESS;
        }
        int misses = projects.isEmpty() || projects.contains(task.projectId) ? 0 : PROJECT;
        misses |= agents.isEmpty() || agents.contains(task.agentId) ? 0 : AGENT;
        misses |= statuses.isEmpty() || statuses.contains(task.status) ? 0 : STATUS;
        misses |= livenesses.isEmpty() || livenesses.contains(row.liveness) ? 0 : LIVENESS;
        return misses;
    }

    private boolean meetsRest(TaskColumns task) {
        return (!activeOnly || !task.status.isTerminal())
                && (ids.isEmpty() || ids.contains(task.taskId))
                && (parent == null || isChild(task))
                && (text.isEmpty() || mentionsText(task));
    }

    private boolean isChild(TaskColumns task) {
        return task.parentTaskId == null ? "".equals(parent) : task.parentTaskId.equals(parent);
    }

    private boolean mentionsText(TaskColumns task) {
        return lower(task.taskId).contains(text)
                || lower(task.title).contains(text)
                || lower(task.agentId).contains(text)
                || lower(task.projectId).contains(text);
    }

    private static String lower(@Nullable String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }
}
