package dev.tracker.bench.faults.scenario;

import dev.tracker.bench.faults.role.Role;
import dev.tracker.bench.faults.stage.Stage;
import dev.tracker.bench.run.BenchException;
import dev.tracker.bench.run.Wait;
import dev.tracker.schemas.topics.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;

/** What happens to the log below everybody's feet. */
final class LogFaults {

    private static final int MOST_PAUSE_MS = 2_500;
    private static final long GROWN = 200;
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SINKS_LOST = "tracker_sink_records_lost_total";
    private static final String AGGREGATORS_LOST = "tracker_aggregator_records_lost_total";

    /** While everybody who reads them is away, records that nobody has read yet are deleted from the head of a partition. */
    static Step loseHead(int index, Random random) {
        TopicPartition partition = new TopicPartition(Topics.EVENTS, index % Stage.PARTITIONS);
        return new Step(random.nextInt(MOST_PAUSE_MS), "unread records of " + partition + " are deleted", stage -> {
            Role sink = stage.roles().sinks().get(0);
            List<Role> readers = Stream.concat(stage.roles().aggregators().stream(), Stream.of(sink))
                    .toList();
            for (Role reader : readers) {
                reader.kill();
                stage.killed();
            }
            long end = end(stage, partition);
            Wait.until("records gather", LOOK, PATIENCE, () -> end(stage, partition) >= end + GROWN);
            stage.loseHead(partition.partition());
            delete(stage, partition, end(stage, partition) - GROWN / 4);
            readers.forEach(Role::start);
            for (Role reader : readers) {
                reader.awaitReady();
            }
            stage.healed();
            stage.awaitPassage();
            double sinks = sink.metric(SINKS_LOST);
            double aggregators = 0;
            for (Role aggregator : stage.roles().aggregators()) {
                aggregators += aggregator.metric(AGGREGATORS_LOST);
            }
            if (sinks == 0 || aggregators == 0) {
                throw new BenchException("records were lost in silence: alarms say %.0f (sink), %.0f (aggregators)"
                        .formatted(sinks, aggregators));
            }
            return "alarms: %.0f records lost to the sink, %.0f to the aggregators".formatted(sinks, aggregators);
        });
    }

    private static long end(Stage stage, TopicPartition partition) throws InterruptedException {
        try {
            return stage.admin()
                    .listOffsets(Map.of(partition, OffsetSpec.latest()))
                    .partitionResult(partition)
                    .get()
                    .offset();
        } catch (ExecutionException e) {
            throw new BenchException("the end of " + partition + " is not to be had", e);
        }
    }

    private static void delete(Stage stage, TopicPartition partition, long before) throws InterruptedException {
        try {
            stage.admin()
                    .deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(before)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new BenchException("records of " + partition + " can't be deleted", e);
        }
    }

    private LogFaults() {}
}
