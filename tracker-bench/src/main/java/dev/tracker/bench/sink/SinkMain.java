package dev.tracker.bench.sink;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracker.bench.run.BenchException;
import dev.tracker.bench.run.Child;
import dev.tracker.bench.run.StopWatch;
import dev.tracker.streams.sink.SinkRunner;
import dev.tracker.streams.sink.SinkSettings;
import java.util.Map;

/** Runs a sink in a JVM of its own until it has written so many records, and answers with the time it took. */
final class SinkMain {

    private static final long BETWEEN_LOOKS_MS = 5;

    /** Arguments: table, bootstrap, URL of the database, number of records. */
    public static void main(String[] arguments) throws Exception {
        Child.endWithParent();
        SinkSettings settings = SinkSettings.of(arguments[1], arguments[2])
                .withKafka(Map.of("interceptor.classes", StopWatch.Interceptor.class.getName()));
        long records = Long.parseLong(arguments[3]);
        StopWatch watch = new StopWatch();
        try (SinkRunner sink = Target.ofTable(arguments[0]).sink(settings)) {
            sink.start();
            while (sink.metrics().recordCount() < records) {
                if (!sink.health().isLive()) {
                    throw new BenchException("the sink has failed: " + sink.health());
                }
                Thread.sleep(BETWEEN_LOOKS_MS);
            }
            watch.stop();
        }
        Child.answer(new ObjectMapper().writeValueAsString(watch.time()));
        System.exit(0);
    }

    private SinkMain() {}
}
