package dev.tracker.bench.faults.work;

import dev.tracker.bench.workload.MadeTasks;
import dev.tracker.schemas.ExecutionEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * The endless flow of one producer: tasks that begin, work side by side and end, with some events sent twice, some too early, and some records that are none. The same seed gives the same
 * flow, times apart. Not thread-safe.
 */
final class Flow {

    private static final int AT_ONCE = 25;
    private static final int LENGTH = 40;

    private static final class Life {
        final int task;
        final List<ExecutionEvent> sent = new ArrayList<>();
        int seq;

        Life(int task) {
            this.task = task;
        }
    }

    private final Random random;
    private final MadeTasks tasks;
    private final String prefix;
    private final List<Life> lives = new ArrayList<>();
    private int begun;

    /**
     * @param prefix of its tasks' ids
     * @param clock what its clock shows
     */
    Flow(long seed, String prefix, WorkerClock clock) {
        this.random = new Random(seed);
        this.tasks = new MadeTasks(seed, prefix, time -> clock.at(time, random));
        this.prefix = prefix;
    }

    List<Outgoing> next(int records) {
        List<Outgoing> batch = new ArrayList<>();
        while (batch.size() < records) {
            batch.add(next());
        }
        if (batch.size() > 1 && random.nextInt(20) == 0) {
            // Two events change places on their way.
            batch.add(batch.remove(random.nextInt(batch.size() - 1)));
        }
        return batch;
    }

    private Outgoing next() {
        while (lives.size() < AT_ONCE) {
            lives.add(new Life(begun++));
        }
        int place = random.nextInt(lives.size());
        Life life = lives.get(place);
        int kind = random.nextInt(100);
        if (kind == 0) {
            return BadRecords.next(random, randomId(), prefix + "task-%06d".formatted(life.task));
        }
        if (kind <= 2 && !life.sent.isEmpty()) {
            return Outgoing.of(life.sent.get(random.nextInt(life.sent.size())));
        }
        ExecutionEvent event = tasks.event(life.task, life.seq, LENGTH);
        life.sent.add(event);
        life.seq++;
        if (life.seq == LENGTH) {
            lives.remove(place);
        }
        return Outgoing.of(event);
    }

    /** Not that of an event, so it only has to be one that no one else has. */
    private UUID randomId() {
        long now = Instant.now().truncatedTo(ChronoUnit.MILLIS).toEpochMilli();
        return new UUID(
                now << 16 | 0x4000 | random.nextInt(1 << 12),
                (random.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L);
    }
}
