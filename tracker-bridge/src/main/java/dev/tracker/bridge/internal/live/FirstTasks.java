package dev.tracker.bridge.internal.live;

import dev.tracker.bridge.internal.view.TaskRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * What viewers that come at the same time are sent first.
 *
 * @param rows newest heard last
 * @param of how many tasks
 * @param upTo number of the newest change that they contain
 */
record FirstTasks(List<TaskRow> rows, int of, long upTo) {

    private static final Comparator<TaskRow> NEWEST_LAST = Comparator.comparingLong(row -> row.task.heardAt);
    private static final Comparator<TaskRow> ACTIVE_LAST =
            Comparator.comparing((TaskRow row) -> !row.task.status.isTerminal()).thenComparing(NEWEST_LAST);

    /** At most {@code limit} tasks; where not all fit, active ones are preferred to ended ones and newer ones to older ones. */
    static FirstTasks choose(Collection<TaskRow> tasks, int limit, long upTo) {
        List<TaskRow> chosen = new ArrayList<>(tasks);
        if (chosen.size() > limit) {
            chosen.sort(ACTIVE_LAST);
            chosen = new ArrayList<>(chosen.subList(chosen.size() - limit, chosen.size()));
        }
        chosen.sort(NEWEST_LAST);
        return new FirstTasks(List.copyOf(chosen), tasks.size(), upTo);
    }
}
