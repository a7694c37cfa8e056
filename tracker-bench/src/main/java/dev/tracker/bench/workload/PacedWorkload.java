package dev.tracker.bench.workload;

import dev.tracker.schemas.ExecutionEvent;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Another workload at a steady rate, after a beginning at a third of it: whoever takes an event too slowly gets the next ones the faster, so that the rate holds over all. */
public final class PacedWorkload implements Workload {

    private final Workload workload;
    private final int perSecond;
    private final long easyEvents;

    /**
     * Paces a workload.
     *
     * @param perSecond events a second, at least 3
     * @param easyEvents of the beginning
     */
    public PacedWorkload(Workload workload, int perSecond, long easyEvents) {
        this.workload = workload;
        this.perSecond = perSecond;
        this.easyEvents = easyEvents;
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
            // Each of the easy ones takes as long as three others.
            long slots = count[0] + 2 * Math.min(count[0], easyEvents);
            count[0]++;
            long due = begin[0] + slots * 1_000_000_000L / perSecond;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            each.accept(event);
        });
    }
}
