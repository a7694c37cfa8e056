package dev.tracker.bench.sink;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracker.bench.run.BenchException;
import dev.tracker.bench.run.Child;
import dev.tracker.bench.run.StopWatch;
import dev.tracker.bench.run.Wait;
import dev.tracker.streams.sink.SinkRunner;
import dev.tracker.streams.sink.SinkSettings;
import java.time.Duration;
import java.util.Map;

/**
 * Runs a sink in a JVM of its own until it has written so many records, and answers with the time it took. Before that another sink of the kind warms the JVM up on
 * a database of its own.
 */
final class SinkMain {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final long WARM_UP_RECORDS = 200_000;

    /** Arguments: table, bootstrap, URL of the database, number of records, URL of a database to warm up on. */
    public static void main(String[] arguments) throws Exception {
        Child.endWithParent();
        Target target = Target.ofTable(arguments[0]);
        long records = Long.parseLong(arguments[3]);
        SinkSettings usual = SinkSettings.of(arguments[1], arguments[2]);
        run(
                target,
                inGroup("warm-up-", SinkSettings.of(arguments[1], arguments[4])),
                Math.min(records, WARM_UP_RECORDS));
        Child.answer("warm");
        StopWatch watch = new StopWatch();
        try (SinkRunner sink =
                target.sink(usual.withKafka(Map.of("interceptor.classes", StopWatch.Interceptor.class.getName())))) {
            await(sink, records);
            watch.stop();
        }
        Child.finish(new ObjectMapper().writeValueAsString(watch.time()));
    }

    private static void run(Target target, SinkSettings settings, long records) throws InterruptedException {
        try (SinkRunner sink = target.sink(settings)) {
            await(sink, records);
        }
    }

    private static void await(SinkRunner sink, long records) throws InterruptedException {
        sink.start();
        Wait.until(records + " records are written", BETWEEN_LOOKS, PATIENCE, () -> {
            if (!sink.health().isLive()) {
                throw new BenchException("the sink has failed: " + sink.health());
            }
            return sink.metrics().recordCount() >= records;
        });
    }

    private static SinkSettings inGroup(String prefix, SinkSettings it) {
        return new SinkSettings(
                it.bootstrap(),
                it.kafka(),
                it.jdbcUrl(),
                it.user(),
                it.password(),
                prefix,
                it.batchRecords(),
                it.batchBytes(),
                it.linger(),
                it.databaseTimeout(),
                it.maxBackOff());
    }

    private SinkMain() {}
}
