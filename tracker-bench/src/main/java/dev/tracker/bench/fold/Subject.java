package dev.tracker.bench.fold;

import dev.tracker.bench.run.StopWatch;

/** Someone who reads the whole events topic and does something with it. */
@FunctionalInterface
interface Subject {

    /** Works until everything is read and, where it commits, committed. Calls {@link StopWatch#stop} right then, before it closes anything. */
    void work(FoldRun run, StopWatch watch) throws InterruptedException;
}
