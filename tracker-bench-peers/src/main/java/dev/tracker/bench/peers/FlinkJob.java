package dev.tracker.bench.peers;

import dev.tracker.bench.fold.FoldRun;
import dev.tracker.bench.fold.LogEnd;
import dev.tracker.bench.fold.PeerRun;
import dev.tracker.bench.run.StopWatch;
import dev.tracker.schemas.topics.Topics;
import dev.tracker.streams.Guarantee;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple5;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;

/** Runs the fold on a Flink cluster within this JVM to the end of the log. */
final class FlinkJob {

    static void run(PeerRun peer, String stateBackend, StopWatch watch) throws Exception {
        FoldRun run = peer.fold();
        Configuration configuration = FlinkSettings.of(run, stateBackend);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", run.bootstrap()));
                StreamExecutionEnvironment environment =
                        StreamExecutionEnvironment.createLocalEnvironment(FoldRun.THREADS, configuration)) {
            LogEnd end = LogEnd.of(admin);
            VisibleEnd output = new VisibleEnd(admin, run.outputTopic());
            describe(environment, peer);
            JobClient job = environment.executeAsync("fold");
            CompletableFuture<JobExecutionResult> result = job.getJobExecutionResult();
            end.awaitCommitted(run.id(), () -> isAtWork(result));
            output.awaitAll(() -> isAtWork(result));
            watch.stop();
            job.cancel().get();
        }
    }

    private static boolean isAtWork(CompletableFuture<JobExecutionResult> result) {
        if (result.isDone()) {
            JobExecutionResult unused = result.join(); // throws what the job failed of
            return false;
        }
        return true;
    }

    private static void describe(StreamExecutionEnvironment environment, PeerRun run) {
        environment
                .fromSource(source(run), WatermarkStrategy.noWatermarks(), "events")
                .keyBy(record -> record.f0, Types.STRING)
                .transform(
                        "fold",
                        Types.TUPLE(
                                PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO,
                                PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO),
                        new FoldOperator())
                .sinkTo(sink(run));
    }

    private static KafkaSource<Tuple5<String, byte[], Integer, Long, Long>> source(PeerRun run) {
        return KafkaSource.<Tuple5<String, byte[], Integer, Long, Long>>builder()
                .setProperties(properties(run.consumer()))
                .setTopics(Topics.EVENTS)
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setDeserializer(new EventInput())
                .setProperty("partition.discovery.interval.ms", "-1")
                .setProperty("commit.offsets.on.checkpoint", "true")
                .build();
    }

    /** Transactional ids are used again, which asks less of the broker than one for each checkpoint. */
    private static KafkaSink<Tuple2<byte[], byte[]>> sink(PeerRun peer) {
        FoldRun run = peer.fold();
        return KafkaSink.<Tuple2<byte[], byte[]>>builder()
                .setKafkaProducerConfig(properties(peer.producer()))
                .setBootstrapServers(run.bootstrap())
                .setDeliveryGuarantee(
                        run.guarantee() == Guarantee.EXACTLY_ONCE
                                ? DeliveryGuarantee.EXACTLY_ONCE
                                : DeliveryGuarantee.AT_LEAST_ONCE)
                .setTransactionalIdPrefix(run.id())
                .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
                .setRecordSerializer(new SnapshotOutput(run.outputTopic()))
                .build();
    }

    private static Properties properties(Map<String, String> config) {
        Properties properties = new Properties();
        properties.putAll(config);
        return properties;
    }

    private FlinkJob() {}
}
