package dev.tracker.bench.sustained;

import dev.tracker.bench.run.Child;
import dev.tracker.bench.workload.EventLog;
import dev.tracker.bench.workload.Pace;
import dev.tracker.bench.workload.RecordFile;
import dev.tracker.schemas.topics.Topics;
import java.nio.file.Path;

/** Sends prepared events at a steady rate after an easier beginning; answers when Kafka has all of them, with the seconds that it took. */
final class ProducerMain {

    /** Arguments: bootstrap, file with the events, events a second, events of the beginning. */
    public static void main(String[] arguments) {
        Child.endWithParent();
        RecordFile events = new RecordFile(Path.of(arguments[1]), Topics.EVENTS);
        Pace pace = new Pace(Integer.parseInt(arguments[2]), Long.parseLong(arguments[3]));
        long begin = System.nanoTime();
        EventLog.send(
                arguments[0],
                producer -> events.forEach(event -> {
                    pace.await();
                    producer.accept(event);
                }));
        Child.finish(Double.toString((System.nanoTime() - begin) / 1e9));
    }

    private ProducerMain() {}
}
