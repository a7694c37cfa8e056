package dev.tracker.bench.growth;

import dev.tracker.core.Fold;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.SourcePosition;
import dev.tracker.schemas.TaskProgress;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The states that recorded sessions end with, folded here and now: their size needs no broker. */
final class RecordedStates {

    static StateSizes of(List<ExecutionEvent> events) {
        Map<String, TaskProgress> tasks = new HashMap<>();
        long offset = 0;
        for (ExecutionEvent event : events) {
            Instant timestamp = event.envelope().timestamp();
            Instant appended = timestamp == null ? Instant.EPOCH.plusSeconds(offset) : timestamp;
            String taskId = event.envelope().taskId();
            tasks.put(
                    taskId,
                    Fold.fold(tasks.get(taskId), event, new SourcePosition(0, offset++, appended))
                            .progress());
        }
        return StateSizes.of(tasks.values());
    }

    private RecordedStates() {}
}
