package dev.tracker.bench.workload;

import dev.tracker.schemas.ExecutionEvent;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Another workload at a steady rate: whoever takes an event too slowly gets the next ones the faster, so that the rate holds over all. */
public final class PacedWorkload implements Workload {

    private final Workload workload;
    private final int perSecond;

    /** @param perSecond events a second, at least 1 */
    public PacedWorkload(Workload workload, int perSecond) {
        this.workload = workload;
        this.perSecond = perSecond;
    }

    @Override
    public String name() {
        return workload.name();
    }

    @Override
    public void generate(long events, Consumer<ExecutionEvent> each) {
        long[] count = new long[1];
        long[] begin = new long[1];
        workload.generate(events, event -> {
            if (count[0] == 0) {
                begin[0] = System.nanoTime();
            }
            long due = begin[0] + count[0]++ * 1_000_000_000L / perSecond;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            each.accept(event);
        });
    }
}
