package dev.tracker.streams;

import dev.tracker.schemas.EventEnvelope;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.Outcome;
import dev.tracker.schemas.TokenCounts;
import dev.tracker.schemas.Usd;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The plain life of a made task. */
public final class TestEvents {

    private static final Instant BEGIN = Instant.parse("2026-03-01T10:00:00Z");

    /** Start, then for each iteration an action and its cost, then completion: {@code 2 + 3 * iterations} events. */
    public static List<ExecutionEvent> life(String taskId, int iterations) {
        List<ExecutionEvent> events = new ArrayList<>();
        events.add(new ExecutionEvent.Start(envelope(taskId, 0), 4, null, iterations, Usd.of(5), "Work on " + taskId));
        for (int i = 1; i <= iterations; i++) {
            int seq = events.size();
            events.add(new ExecutionEvent.Iteration(envelope(taskId, seq), i));
            events.add(
                    new ExecutionEvent.Action(envelope(taskId, seq + 1), "edit", "src/F" + i % 7 + ".java", true, 12));
            events.add(new ExecutionEvent.Cost(
                    envelope(taskId, seq + 2), Usd.of(0.0001), new TokenCounts(100, 10, 0, 0), "model-a"));
        }
        events.add(new ExecutionEvent.Complete(envelope(taskId, events.size()), Outcome.SUCCESS));
        return events;
    }

    public static EventEnvelope envelope(String taskId, int seq) {
        UUID id = UUID.nameUUIDFromBytes((taskId + "/" + seq).getBytes(StandardCharsets.UTF_8));
        return new EventEnvelope(
                id,
                taskId,
                "agent-" + taskId,
                "default",
                null,
                1,
                seq,
                "agent-" + taskId,
                BEGIN.plusSeconds(seq),
                null);
    }

    private TestEvents() {}
}
