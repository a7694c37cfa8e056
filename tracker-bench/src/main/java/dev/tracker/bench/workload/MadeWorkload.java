package dev.tracker.bench.workload;

import dev.tracker.schemas.ExecutionEvent;
import java.util.Random;
import java.util.function.Consumer;

/** Made tasks whose events come in random order: singly, or in runs as from agents that send in bursts. */
public final class MadeWorkload implements Workload {

    private static final int SEED = 11;

    private final String name;
    private final int mostTasks;
    private final int run;

    private MadeWorkload(String name, int mostTasks, int run) {
        this.name = name;
        this.mostTasks = mostTasks;
        this.run = run;
    }

    /** 20,000 tasks, each event of any of them: the worst case for whoever keeps recent tasks at hand. */
    public static MadeWorkload uniform() {
        return uniform(20_000);
    }

    /** The same with another number of tasks. */
    public static MadeWorkload uniform(int tasks) {
        return new MadeWorkload("uniform", tasks, 1);
    }

    /** 2,000 tasks, twenty events of one in a row. */
    public static MadeWorkload bursty() {
        return new MadeWorkload("bursty", 2_000, 20);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void generate(long events, Consumer<ExecutionEvent> each) {
        int runs = Math.toIntExact((events + run - 1) / run);
        // A short run of the benchmark has fewer tasks, so that each has some events.
        int tasks = Math.max(1, Math.min(mostTasks, runs / 5));
        int[] order = order(runs, tasks);
        int[] lengths = new int[tasks];
        for (int i = 0; i < runs; i++) {
            lengths[order[i]] += (int) Math.min(run, events - (long) i * run);
        }
        int[] done = new int[tasks];
        MadeTasks made = new MadeTasks();
        long left = events;
        for (int task : order) {
            for (int i = 0; i < run && left > 0; i++, left--) {
                each.accept(made.event(task, done[task]++, lengths[task]));
            }
        }
    }

    private static int[] order(int runs, int tasks) {
        int[] order = new int[runs];
        for (int i = 0; i < runs; i++) {
            order[i] = i % tasks;
        }
        Random random = new Random(SEED);
        for (int i = runs - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int task = order[i];
            order[i] = order[other];
            order[other] = task;
        }
        return order;
    }
}
