package dev.tracker.core;

import dev.tracker.schemas.EventEnvelope;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.WireLimits;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The events of one made task, in the order in which its emitters send them. */
final class TaskScript {

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private record Counting(String emitterId, int attempt) {}

    private final String taskId;
    private final Random random;
    private final SequenceProfile profile;
    private final RandomPayloads payloads;
    private final Map<Counting, Long> nextSeq = new HashMap<>();
    private int attempt;

    TaskScript(String taskId, Random random, SequenceProfile profile) {
        this.taskId = taskId;
        this.random = random;
        this.profile = profile;
        this.payloads = new RandomPayloads(random, profile);
        this.attempt = random.nextInt(4) == 0 ? 1 + random.nextInt(5) : 1;
    }

    /** @param now the time at which it is sent */
    ExecutionEvent next(Instant now) {
        if (random.nextDouble() < profile.newAttempts()) {
            attempt = random.nextInt(50) == 0 ? WireLimits.MAX_ATTEMPT : attempt + 1 + random.nextInt(2);
            attempt = Math.min(attempt, WireLimits.MAX_ATTEMPT);
        }
        return payloads.next(envelope(now));
    }

    private EventEnvelope envelope(Instant now) {
        boolean isOld = attempt > 1 && random.nextDouble() < profile.oldAttempts();
        int ofAttempt = isOld ? Math.max(1, attempt - 1 - random.nextInt(2)) : attempt;
        String agentId = "agent-" + random.nextInt(3);
        int emitter = random.nextInt(profile.emitters());
        String emitterId = emitter == 0 ? agentId : "emitter-" + emitter;
        return new EventEnvelope(
                new UUID(random.nextLong(), random.nextLong()),
                taskId,
                agentId,
                random.nextInt(3) == 0 ? "project-" + random.nextInt(2) : EventEnvelope.DEFAULT_PROJECT,
                random.nextInt(8) == 0 ? "parent-" + random.nextInt(3) : null,
                ofAttempt,
                random.nextDouble() < profile.unsequenced() ? EventEnvelope.UNSEQUENCED : seq(emitterId, ofAttempt),
                emitterId,
                timestamp(now),
                message());
    }

    private long seq(String emitterId, int ofAttempt) {
        Counting counting = new Counting(emitterId, ofAttempt);
        long next = nextSeq.getOrDefault(counting, 0L);
        long seq = switch (random.nextInt(400)) {
            case 0 -> WireLimits.MAX_SAFE_INTEGER - random.nextInt(2);
            case 1 -> next + 1_000_000_000L;
            case 2, 3, 4, 5 -> next + random.nextInt(50);
            default -> next;
        };
        seq = Math.min(seq, WireLimits.MAX_SAFE_INTEGER);
        nextSeq.put(counting, Math.min(seq + 1, WireLimits.MAX_SAFE_INTEGER));
        return seq;
    }

    private @Nullable Instant timestamp(Instant now) {
        if (random.nextDouble() < profile.timeless()) {
            return null;
        }
        return switch (random.nextInt(60)) {
            case 0 -> EARLIEST;
            case 1 -> LATEST;
            case 2 -> Instant.EPOCH;
            case 3 -> Instant.EPOCH.minus(1, ChronoUnit.MICROS);
            case 4, 5, 6 -> now.plus(random.nextInt(), ChronoUnit.MILLIS);
            case 7, 8, 9 -> now;
            default -> now.plus(random.nextInt(4_000_000) - 3_000_000L, ChronoUnit.MICROS);
        };
    }

    private @Nullable String message() {
        return switch (random.nextInt(10)) {
            case 0 -> "";
            case 1, 2 -> RandomTexts.around(256, random);
            default -> null;
        };
    }
}
