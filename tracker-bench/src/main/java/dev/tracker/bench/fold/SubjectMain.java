package dev.tracker.bench.fold;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracker.bench.run.Child;
import dev.tracker.bench.run.StopWatch;
import dev.tracker.bench.run.WorkTime;

/** Runs one subject in a JVM of its own and answers with its {@link WorkTime}. */
final class SubjectMain {

    public static void main(String[] arguments) throws Exception {
        Child.endWithParent();
        FoldRun run = FoldRun.ofArguments(arguments);
        StopWatch watch = StopWatch.after(run.warmUp());
        Subjects.of(run.subject()).work(run, watch);
        Child.answer(new ObjectMapper().writeValueAsString(watch.time()));
        System.exit(0);
    }

    private SubjectMain() {}
}
