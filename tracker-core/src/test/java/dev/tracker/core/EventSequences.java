package dev.tracker.core;

import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.SourcePosition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Made logs of events that try everything which the codec lets through: every type and bound, several emitters and attempts, loss, copies,
 * reordering, redelivery, clocks that jump, now and then another partition. The same seed gives the same log.
 */
public final class EventSequences {

    /** One record of the log: an event and where it stands. */
    public record Step(ExecutionEvent event, SourcePosition position) {}

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final int RECENT = 20;
    private static final int MAX_TASKS = 3;

    private final Random random;
    private final SequenceProfile profile;
    private final List<TaskScript> tasks = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<ExecutionEvent> held = new ArrayList<>();
    private Instant now = BEGIN;
    private int partition;
    private long offset;

    private EventSequences(long seed, int maxTasks) {
        random = new Random(seed);
        profile = SequenceProfile.draw(random);
        int count = 1 + random.nextInt(maxTasks);
        for (int i = 0; i < count; i++) {
            tasks.add(new TaskScript("task-" + seed + "-" + i, random, profile));
        }
    }

    /** A log of {@code length} records of one to three tasks, in the order in which they are to be folded. */
    public static List<Step> ofSeed(long seed, int length) {
        return new EventSequences(seed, MAX_TASKS).write(length);
    }

    /** The same with a single task. */
    public static List<Step> ofOneTask(long seed, int length) {
        return new EventSequences(seed, 1).write(length);
    }

    private List<Step> write(int length) {
        while (steps.size() < length) {
            double fate = random.nextDouble();
            if (!steps.isEmpty() && fate < profile.redelivered()) {
                steps.add(recent());
            } else if (!steps.isEmpty() && fate < profile.redelivered() + profile.copied()) {
                append(random.nextInt(4) > 0 ? recent().event() : pick(steps).event());
            } else if (!held.isEmpty() && (held.size() > RECENT || random.nextInt(6) == 0)) {
                append(held.remove(random.nextInt(held.size())));
            } else {
                sendOneMore();
            }
        }
        return List.copyOf(steps);
    }

    private void sendOneMore() {
        ExecutionEvent event = pick(tasks).next(now);
        double fate = random.nextDouble();
        if (fate < profile.held()) {
            held.add(event);
        } else if (fate > profile.lost() + profile.held()) {
            append(event);
        }
    }

    private void append(ExecutionEvent event) {
        if (profile.moves() && random.nextInt(50) == 0) {
            partition = random.nextInt(3);
            offset = random.nextInt(2) == 0 ? offset : random.nextInt(1000);
        }
        now = now.plusMillis(silence());
        offset += random.nextInt(10) == 0 ? 2 + random.nextInt(3) : 1;
        steps.add(new Step(event, new SourcePosition(partition, offset, now)));
    }

    private long silence() {
        if (random.nextDouble() < profile.backwards()) {
            return random.nextInt(20) == 0 ? -random.nextInt(100_000_000) : -random.nextInt(60_000);
        }
        return switch (random.nextInt(12)) {
            case 0, 1 -> 0;
            case 2 -> 1 + random.nextInt(8);
            case 3 -> random.nextInt(300_000);
            case 4 -> random.nextInt(20) == 0 ? random.nextInt(100_000_000) : 9;
            default -> random.nextInt(5_000);
        };
    }

    private Step recent() {
        return steps.get(steps.size() - 1 - random.nextInt(Math.min(RECENT, steps.size())));
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
