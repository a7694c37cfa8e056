package dev.tracker.schemas;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What every event carries, whatever it reports.
 *
 * @param eventId identity of the event (UUIDv7 from a live worker, a name-based UUID from a recorded source); the same in every copy of it
 * @param taskId the task, and the key of the record in Kafka
 * @param agentId the agent or job that does the task
 * @param projectId the project it belongs to
 * @param parentTaskId the task that delegated this one, if any
 * @param attempt which try at the task this is, from 1
 * @param seq number of the event within (task, attempt, emitter), from 0; {@link #UNSEQUENCED} from a source that does not count
 * @param emitterId who counts {@code seq}; the agent, unless the source says otherwise
 * @param timestamp the worker's clock when it happened, in whole microseconds; null where the source has none
 * @param message free text for people, if any
 */
public record EventEnvelope(
        UUID eventId,
        String taskId,
        String agentId,
        String projectId,
        @Nullable String parentTaskId,
        int attempt,
        long seq,
        String emitterId,
        @Nullable Instant timestamp,
        @Nullable String message) {

    /** The project of events that name none. */
    public static final String DEFAULT_PROJECT = "default";

    /** {@code seq} of an event that its source does not count: gaps and duplicates of it can't be told. */
    public static final long UNSEQUENCED = -1;

    /** Whether the source counts its events. */
    public boolean isSequenced() {
        return seq != UNSEQUENCED;
    }
}
