package dev.tracker.bench.workload;

import dev.tracker.schemas.EventEnvelope;
import dev.tracker.schemas.ExecutionEvent;
import java.util.UUID;

/** Makes further tasks of recorded ones: the same events under other ids. */
final class CopiedEvents {

    /** The event as one of the copy of that number. */
    ExecutionEvent copy(ExecutionEvent event, int copy) {
        EventEnvelope envelope = envelope(event.envelope(), copy);
        if (event instanceof ExecutionEvent.Start it) {
            return new ExecutionEvent.Start(
                    envelope, it.criteriaTotal(), it.criteria(), it.maxIterations(), it.maxCost(), it.title());
        } else if (event instanceof ExecutionEvent.Iteration it) {
            return new ExecutionEvent.Iteration(envelope, it.iteration());
        } else if (event instanceof ExecutionEvent.Progress it) {
            return new ExecutionEvent.Progress(envelope, it.percent());
        } else if (event instanceof ExecutionEvent.Criterion it) {
            return new ExecutionEvent.Criterion(envelope, it.index(), it.verified(), it.evidence(), it.text());
        } else if (event instanceof ExecutionEvent.Action it) {
            return new ExecutionEvent.Action(envelope, it.action(), it.target(), it.success(), it.durationMs());
        } else if (event instanceof ExecutionEvent.Cost it) {
            return new ExecutionEvent.Cost(envelope, it.usd(), it.tokens(), it.model(), it.usdEstimated());
        } else if (event instanceof ExecutionEvent.ErrorReport it) {
            return new ExecutionEvent.ErrorReport(envelope, it.error(), it.isTransient());
        } else if (event instanceof ExecutionEvent.Log it) {
            return new ExecutionEvent.Log(envelope, it.expectedSilenceMs());
        } else if (event instanceof ExecutionEvent.Heartbeat it) {
            return new ExecutionEvent.Heartbeat(envelope, it.expectedSilenceMs());
        } else if (event instanceof ExecutionEvent.Waiting it) {
            return new ExecutionEvent.Waiting(envelope, it.expectedSilenceMs());
        } else if (event instanceof ExecutionEvent.Complete it) {
            return new ExecutionEvent.Complete(envelope, it.outcome());
        }
        throw new IllegalArgumentException("unknown event " + event.type());
    }

    private static EventEnvelope envelope(EventEnvelope it, int copy) {
        UUID id = it.eventId();
        return new EventEnvelope(
                new UUID(id.getMostSignificantBits() ^ ((long) copy << 16), id.getLeastSignificantBits()),
                renamed(it.taskId(), copy),
                it.agentId(),
                it.projectId(),
                it.parentTaskId() == null ? null : renamed(it.parentTaskId(), copy),
                it.attempt(),
                it.seq(),
                it.emitterId(),
                it.timestamp(),
                it.message());
    }

    private static String renamed(String taskId, int copy) {
        return copy == 0 ? taskId : taskId + "-" + copy;
    }
}
