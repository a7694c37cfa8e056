package dev.tracker.streams.sink.internal;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a batch of snapshots makes of the tasks: the last state of each, the states worth keeping, the tasks to forget. Of a task's own snapshots those not
 * newer than what the database has are passed over. Not thread-safe.
 */
final class TaskBatch {

    private record Latest(TaskChange change, Instant historyAt) {}

    private final Map<String, HistoryMark> marks;
    private final Map<String, Latest> latest = new LinkedHashMap<>();
    private final Set<String> forgotten = new HashSet<>();
    private final CopyRows history = new CopyRows();
    private long outdated;

    /** @param marks where the database stands, for each task of the batch that it knows */
    TaskBatch(Map<String, HistoryMark> marks) {
        this.marks = new HashMap<>(marks);
    }

    void add(TaskChange change) {
        String taskId = change.taskId();
        HistoryMark state = change.state();
        byte[] historyRow = change.historyRow();
        HistoryMark mark = marks.get(taskId);
        if (state == null || historyRow == null) {
            forgotten.add(taskId);
            marks.remove(taskId);
            latest.remove(taskId);
        } else if (mark != null && state.version() <= mark.version()) {
            outdated++;
        } else {
            boolean keep = HistoryRule.keeps(mark, state);
            if (keep) {
                history.encoded(historyRow);
            }
            HistoryMark next = mark == null || keep ? state : state.withKeptAt(mark.keptAt());
            marks.put(taskId, next);
            latest.put(taskId, new Latest(change, next.keptAt()));
        }
    }

    /** Rows for {@code task}, one a task. */
    CopyRows tasks() {
        CopyRows rows = new CopyRows();
        for (Latest row : latest.values()) {
            byte[] beginning = row.change.taskRow();
            if (beginning == null) {
                throw new IllegalStateException("the newest state of " + row.change.taskId() + " was dropped");
            }
            rows.encoded(beginning).time(row.historyAt);
        }
        return rows;
    }

    /** Rows for {@code task_snapshot}. */
    CopyRows history() {
        return history;
    }

    /** Tasks whose row must go before the others are written. */
    List<String> forgotten() {
        return List.copyOf(forgotten);
    }

    /** Snapshots passed over. */
    long outdated() {
        return outdated;
    }
}
