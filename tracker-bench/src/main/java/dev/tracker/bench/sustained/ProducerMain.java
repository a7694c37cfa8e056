package dev.tracker.bench.sustained;

import dev.tracker.bench.run.Child;
import dev.tracker.bench.workload.EventLog;
import dev.tracker.bench.workload.MadeWorkload;
import dev.tracker.bench.workload.PacedWorkload;

/** Writes events at a steady rate after an easier beginning; answers when Kafka has all of them, with the seconds that it took. */
final class ProducerMain {

    /** Arguments: bootstrap, events a second, number of events, number of tasks, events of the beginning. */
    public static void main(String[] arguments) {
        Child.endWithParent();
        int rate = Integer.parseInt(arguments[1]);
        MadeWorkload made = MadeWorkload.uniform(Integer.parseInt(arguments[3]));
        long begin = System.nanoTime();
        EventLog.fill(
                arguments[0],
                new PacedWorkload(made, rate, Long.parseLong(arguments[4])),
                Long.parseLong(arguments[2]),
                true);
        Child.finish(Double.toString((System.nanoTime() - begin) / 1e9));
    }

    private ProducerMain() {}
}
