package dev.tracker.cli.top;

import dev.tracker.cli.option.UserException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which tasks are listed, and in which order; sorting and filtering are the dashboard's work. Immutable.
 *
 * @param text found in id, title, agent or project; empty: any
 * @param project empty: any
 * @param status a status by its wire name; empty: any
 * @param activeOnly whether ended tasks are left out
 * @param sort one of {@link #SORTS}
 * @param isDescending whether the largest comes first
 */
record TopQuery(String text, String project, String status, boolean activeOnly, String sort, boolean isDescending) {

    /** Orders that the dashboard knows. */
    static final List<String> SORTS = List.of(
            "attention",
            "heard",
            "advanced",
            "started",
            "progress",
            "cost",
            "iteration",
            "status",
            "liveness",
            "id",
            "title",
            "agent",
            "project");

    /** What needs someone first, of those that may still go on. */
    static final TopQuery DEFAULT = new TopQuery("", "", "", true, "attention", false);

    /** Longest text that the dashboard takes. */
    static final int MAX_TEXT = 200;

    private static final List<String> STATUSES =
            List.of("", "pending", "in_progress", "complete", "failed", "cancelled");
    private static final Set<String> ENDED = Set.of("complete", "failed", "cancelled");
    private static final Set<String> LARGEST_FIRST =
            Set.of("heard", "advanced", "started", "progress", "cost", "iteration");

    /** The view of the window {@code [offset, offset + limit)}, as the dashboard is asked for it. */
    Map<String, Object> view(int offset, int limit, int everyMs) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("view", "tasks");
        if (!text.isEmpty()) {
            view.put("q", text);
        }
        if (!project.isEmpty()) {
            view.put("project", List.of(project));
        }
        if (!status.isEmpty()) {
            view.put("status", List.of(status));
        }
        if (activeOnly && !ENDED.contains(status)) {
            view.put("active", true);
        }
        view.put("sort", (isDescending ? "-" : "") + sort);
        view.put("offset", offset);
        view.put("limit", limit);
        view.put("everyMs", everyMs);
        return view;
    }

    /**
     * In that order, the largest first where that is what one looks for.
     *
     * @throws UserException if it is none
     */
    TopQuery sortedBy(String key) {
        if (!SORTS.contains(key)) {
            throw new UserException("--sort must be one of " + String.join(", ", SORTS) + ", not " + key);
        }
        return new TopQuery(text, project, status, activeOnly, key, LARGEST_FIRST.contains(key));
    }

    TopQuery nextSort(int step) {
        return sortedBy(SORTS.get(Math.floorMod(SORTS.indexOf(sort) + step, SORTS.size())));
    }

    TopQuery reversed() {
        return new TopQuery(text, project, status, activeOnly, sort, !isDescending);
    }

    TopQuery nextStatus() {
        String next = STATUSES.get((STATUSES.indexOf(status) + 1) % STATUSES.size());
        return new TopQuery(text, project, next, activeOnly, sort, isDescending);
    }

    TopQuery withText(String newText) {
        return new TopQuery(newText, project, status, activeOnly, sort, isDescending);
    }

    TopQuery withProject(String newProject) {
        return new TopQuery(text, newProject, status, activeOnly, sort, isDescending);
    }

    TopQuery withStatus(String newStatus) {
        return new TopQuery(text, project, newStatus, activeOnly, sort, isDescending);
    }

    TopQuery withActiveOnly(boolean only) {
        return new TopQuery(text, project, status, only, sort, isDescending);
    }

    /** All tasks in the same order. */
    TopQuery unfiltered() {
        return new TopQuery("", "", "", false, sort, isDescending);
    }

    /** In words. */
    String words() {
        StringBuilder words = new StringBuilder();
        if (!status.isEmpty()) {
            words.append(status.equals("in_progress") ? "in progress" : status).append(" tasks");
        } else {
            words.append(activeOnly ? "active tasks" : "all tasks");
        }
        if (!project.isEmpty()) {
            words.append(" of project ").append(project);
        }
        if (!text.isEmpty()) {
            words.append(" with \"").append(text).append('"');
        }
        return words.append(", by ")
                .append(sort)
                .append(isDescending ? " descending" : "")
                .toString();
    }
}
