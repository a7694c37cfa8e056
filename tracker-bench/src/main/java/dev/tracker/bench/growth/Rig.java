package dev.tracker.bench.growth;

import dev.tracker.bench.BenchOptions;
import dev.tracker.bench.fold.LogEnd;
import dev.tracker.bench.run.BenchException;
import dev.tracker.bench.run.BrokerProcess;
import dev.tracker.bench.run.TempFolder;
import dev.tracker.cli.kafka.TopicReader;
import dev.tracker.schemas.topics.Topics;
import dev.tracker.streams.AggregatorSettings;
import dev.tracker.streams.TopicAdmin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.common.TopicPartition;

/** A broker and an aggregator of their own, through which phases of events are put. Not thread-safe. */
final class Rig implements AutoCloseable {

    /** Several brokers run side by side. */
    private static final List<String> BROKER_JVM = List.of("-Xms256m", "-Xmx768m");

    /**
     * What a phase took.
     *
     * @param valueBytes of the events, before compression
     * @param snapshots offsets of the snapshots topic that it took; a few of them are marks of commits
     */
    record Cost(long events, long valueBytes, Usage usage, long snapshots) {}

    private final TempFolder work;
    private final BrokerProcess broker;
    private final PhaseWriter writer;
    private final String name;
    private final Path logs;
    private final List<String> jvmOptions;
    private AggregatorJvm aggregator;
    private int starts;

    private Rig(
            BenchOptions options, String name, List<String> extraJvmOptions, TempFolder work, BrokerProcess broker) {
        this.work = work;
        this.broker = broker;
        this.name = name;
        logs = options.logFolder(work.path());
        jvmOptions = new ArrayList<>(options.jvm(name));
        jvmOptions.addAll(extraJvmOptions);
        new TopicAdmin(broker.admin()).ensure(Topics.all(Topics.DEFAULT_PARTITIONS));
        writer = new PhaseWriter(broker.bootstrap());
        try {
            aggregator = startAggregator();
        } catch (RuntimeException e) {
            writer.close();
            throw e;
        }
    }

    /** Returns when its aggregator works. */
    static Rig start(BenchOptions options, String name, List<String> extraJvmOptions) {
        TempFolder work = options.workFolder("growth");
        try {
            BrokerProcess broker = BrokerProcess.start(work.path(), BROKER_JVM);
            try {
                return new Rig(options, name, extraJvmOptions, work, broker);
            } catch (RuntimeException e) {
                broker.close();
                throw e;
            }
        } catch (RuntimeException e) {
            work.close();
            throw e;
        }
    }

    private AggregatorJvm startAggregator() {
        starts++;
        return new AggregatorJvm(name, logs, jvmOptions, broker.bootstrap(), stateFolder());
    }

    /** Empty at each start. */
    Path stateFolder() {
        return work.path().resolve("state-" + starts);
    }

    /** Writes the events first and then lets the aggregator have them; returns when it has committed them. */
    Cost put(PhaseWriter.Phase phase) throws InterruptedException {
        PhaseWriter.Written written = writer.write(phase);
        long firstSnapshot = snapshots();
        Usage before = aggregator.usage();
        writer.reveal();
        LogEnd end = LogEnd.at(broker.admin(), written.ends());
        end.awaitCommitted(AggregatorSettings.DEFAULT_APPLICATION_ID, aggregator::requireAlive);
        Usage used = aggregator.usage().since(before);
        return new Cost(written.events(), written.valueBytes(), used, snapshots() - firstSnapshot);
    }

    private long snapshots() throws InterruptedException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        for (int partition = 0; partition < Topics.DEFAULT_PARTITIONS; partition++) {
            wanted.put(new TopicPartition(Topics.SNAPSHOTS, partition), OffsetSpec.latest());
        }
        try {
            return broker.admin().listOffsets(wanted).all().get().values().stream()
                    .mapToLong(ListOffsetsResult.ListOffsetsResultInfo::offset)
                    .sum();
        } catch (ExecutionException e) {
            throw new BenchException("the end of the snapshots topic is not to be had", e);
        }
    }

    AggregatorJvm aggregator() {
        return aggregator;
    }

    /** Stops the aggregator, which writes what RocksDB still has in memory. */
    void stop() {
        aggregator.close();
    }

    /** Starts another one that has nothing but the changelog to begin with. */
    void startAnew() throws InterruptedException {
        aggregator.close();
        expelMembers();
        aggregator = startAggregator();
    }

    /** Who stops does not leave the group, and the next one would have to wait until its session has ended. */
    private void expelMembers() throws InterruptedException {
        try {
            broker.admin()
                    .removeMembersFromConsumerGroup(
                            AggregatorSettings.DEFAULT_APPLICATION_ID, new RemoveMembersFromConsumerGroupOptions())
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new BenchException("the stopped aggregator could not be taken out of its group", e);
        }
    }

    Admin admin() {
        return broker.admin();
    }

    String bootstrap() {
        return broker.bootstrap();
    }

    Path logs() {
        return logs;
    }

    TopicReader reader() {
        return new TopicReader(Map.of("bootstrap.servers", broker.bootstrap()));
    }

    @Override
    public void close() {
        aggregator.close();
        writer.close();
        broker.close();
        work.close();
    }
}
