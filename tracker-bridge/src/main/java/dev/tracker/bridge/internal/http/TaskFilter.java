package dev.tracker.bridge.internal.http;

import dev.tracker.core.Liveness;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.TaskStatus;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks a list shall show.
 *
 * @param statuses any of these; all if empty
 * @param livenesses any of these; all if empty
 * @param project exactly this, null for any
 * @param agent exactly this, null for any
 * @param activeOnly whether ended ones are left out
 * @param text to be found, in lower case, in id, title, agent or project; empty for any
 * @param limit most tasks in the answer
 */
record TaskFilter(
        Set<TaskStatus> statuses,
        Set<Liveness> livenesses,
        @Nullable String project,
        @Nullable String agent,
        boolean activeOnly,
        String text,
        int limit) {

    static final int DEFAULT_LIMIT = 500;
    static final int MAX_LIMIT = 10_000;

    private static final List<String> NAMES = List.of("status", "liveness", "project", "agent", "active", "q", "limit");

    /** @throws Problem if a parameter is unknown or its value is */
    static TaskFilter parse(Fields query) {
        for (String name : query.getNames()) {
            if (!NAMES.contains(name)) {
                throw Problem.badRequest("Unknown parameter. There are: " + String.join(", ", NAMES) + ".");
            }
        }
        return new TaskFilter(
                statuses(query.getValuesOrEmpty("status")),
                livenesses(query.getValuesOrEmpty("liveness")),
                single(query, "project"),
                single(query, "agent"),
                flag(single(query, "active")),
                lower(single(query, "q")),
                limit(single(query, "limit")));
    }

    boolean matches(TaskProgress task, Liveness liveness) {
        return (statuses.isEmpty() || statuses.contains(task.status()))
                && (livenesses.isEmpty() || livenesses.contains(liveness))
                && (project == null || project.equals(task.projectId()))
                && (agent == null || agent.equals(task.agentId()))
                && !(activeOnly && task.status().isTerminal())
                && (text.isEmpty() || mentionsText(task));
    }

    private boolean mentionsText(TaskProgress task) {
        return lower(task.taskId()).contains(text)
                || lower(task.title()).contains(text)
                || lower(task.agentId()).contains(text)
                || lower(task.projectId()).contains(text);
    }

    private static Set<TaskStatus> statuses(List<String> names) {
        Set<TaskStatus> set = EnumSet.noneOf(TaskStatus.class);
        for (String name : names) {
            TaskStatus status = TaskStatus.ofWireName(name);
            if (status == null) {
                throw Problem.badRequest("status must be pending, in_progress, complete, failed or cancelled.");
            }
            set.add(status);
        }
        return set;
    }

    private static Set<Liveness> livenesses(List<String> names) {
        Set<Liveness> set = EnumSet.noneOf(Liveness.class);
        for (String name : names) {
            set.add(Arrays.stream(Liveness.values())
                    .filter(liveness -> TaskForms.wireName(liveness).equals(name))
                    .findFirst()
                    .orElseThrow(
                            () -> Problem.badRequest("liveness must be running, waiting, stalled, lost or ended.")));
        }
        return set;
    }

    private static @Nullable String single(Fields query, String name) {
        List<String> values = query.getValuesOrEmpty(name);
        if (values.size() > 1) {
            throw Problem.badRequest(name + " may be given once.");
        }
        return values.isEmpty() ? null : values.get(0);
    }

    private static boolean flag(@Nullable String value) {
        if (value == null || value.equals("false")) {
            return false;
        }
        if (value.equals("true")) {
            return true;
        }
        throw Problem.badRequest("active must be true or false.");
    }

    private static int limit(@Nullable String value) {
        if (value == null) {
            return DEFAULT_LIMIT;
        }
        try {
            int limit = Integer.parseInt(value);
            if (limit >= 1 && limit <= MAX_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // Refused below, with the range.
        }
        throw Problem.badRequest("limit must be a number from 1 to " + MAX_LIMIT + ".");
    }

    private static String lower(@Nullable String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }
}
