package dev.tracker.bench.growth;

import dev.tracker.bench.workload.MadeTasks;
import dev.tracker.schemas.ExecutionEvent;
import java.util.Random;
import java.util.function.Consumer;

/** A few tasks at a time that live for a number of events, in random order; when one ends the next begins. */
final class Lives implements Feed {

    private static final int SEED = 19;

    /** What a task does between its start and its end. */
    @FunctionalInterface
    interface Deed {
        ExecutionEvent of(MadeTasks made, int task, int seq);
    }

    private static final class Life {
        private int task;
        private int seq;
    }

    private final MadeTasks made = new MadeTasks();
    private final Random random = new Random(SEED);
    private final Life[] lives;
    private final int length;
    private final Deed deed;
    private int begun;

    /** Made tasks of that length. */
    Lives(int atOnce, int length) {
        this(atOnce, length, (made, task, seq) -> made.event(task, seq, length));
    }

    /**
     * @param atOnce how many live at a time
     * @param length events of each, its start and its end included
     */
    Lives(int atOnce, int length, Deed deed) {
        this.length = length;
        this.deed = deed;
        this.lives = new Life[atOnce];
        for (int i = 0; i < atOnce; i++) {
            lives[i] = new Life();
            lives[i].task = begun++;
        }
    }

    @Override
    public void phase(long events, Consumer<ExecutionEvent> each) {
        for (long i = 0; i < events; i++) {
            Life life = lives[random.nextInt(lives.length)];
            boolean isEdge = life.seq == 0 || life.seq == length - 1;
            each.accept(isEdge ? made.event(life.task, life.seq, length) : deed.of(made, life.task, life.seq));
            if (++life.seq == length) {
                life.task = begun++;
                life.seq = 0;
            }
        }
    }

    @Override
    public int active() {
        return lives.length;
    }
}
