package dev.tracker.bridge.internal.push;

import dev.tracker.schemas.TaskProgress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** What a new viewer is sent first. */
final class FirstView {

    private static final Comparator<TaskProgress> NEWEST_FIRST = Comparator.comparing(
                    (TaskProgress task) -> task.clocks().lastHeardAt())
            .reversed();
    private static final Comparator<TaskProgress> ACTIVE_FIRST = Comparator.comparing(
                    (TaskProgress task) -> task.status().isTerminal())
            .thenComparing(NEWEST_FIRST);

    /** Ids of at most {@code limit} tasks, newest last; where not all fit, active ones are preferred to ended ones and newer ones to older ones. */
    static List<String> choose(Collection<TaskProgress> tasks, int limit) {
        List<TaskProgress> chosen = new ArrayList<>(tasks);
        if (chosen.size() > limit) {
            chosen.sort(ACTIVE_FIRST);
            chosen = chosen.subList(0, limit);
        }
        chosen.sort(NEWEST_FIRST);
        Collections.reverse(chosen);
        List<String> ids = new ArrayList<>(chosen.size());
        for (TaskProgress task : chosen) {
            ids.add(task.taskId());
        }
        return ids;
    }

    private FirstView() {}
}
