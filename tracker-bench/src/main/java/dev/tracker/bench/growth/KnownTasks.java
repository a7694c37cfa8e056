package dev.tracker.bench.growth;

import dev.tracker.bench.workload.MadeTasks;
import dev.tracker.schemas.ExecutionEvent;
import java.util.Random;
import java.util.function.Consumer;

/** Tasks that have all started, of which some, spread evenly among them, go on in random order and never end. */
final class KnownTasks implements Feed {

    private static final int SEED = 17;
    private static final int NO_END = Integer.MAX_VALUE;

    private final MadeTasks made = new MadeTasks();
    private final Random random = new Random(SEED);
    private final int known;
    private final int[] done;

    KnownTasks(int known, int active) {
        this.known = known;
        this.done = new int[active];
    }

    @Override
    public void begin(Consumer<ExecutionEvent> each) {
        for (int task = 0; task < known; task++) {
            each.accept(made.event(task, 0, NO_END));
        }
    }

    @Override
    public boolean hasBeginning() {
        return true;
    }

    @Override
    public void phase(long events, Consumer<ExecutionEvent> each) {
        int stride = known / done.length;
        for (long i = 0; i < events; i++) {
            int task = random.nextInt(done.length);
            each.accept(made.event(task * stride, ++done[task], NO_END));
        }
    }

    @Override
    public int active() {
        return done.length;
    }
}
