package dev.tracker.bench.sink;

import dev.tracker.bench.BenchOptions;
import dev.tracker.bench.Progress;
import dev.tracker.bench.WorkloadOptions;
import dev.tracker.bench.run.BenchException;
import dev.tracker.bench.run.BrokerProcess;
import dev.tracker.bench.run.DatabaseServer;
import dev.tracker.bench.run.Measure;
import dev.tracker.bench.run.TempFolder;
import dev.tracker.bench.run.Wait;
import dev.tracker.bench.workload.EventLog;
import dev.tracker.schemas.topics.Topics;
import dev.tracker.streams.TopicAdmin;
import dev.tracker.streams.sink.SinkRunner;
import dev.tracker.streams.sink.SinkSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;

/** Lets both sinks write one workload into an empty database, and looks at what is then on the disk. Nothing is timed. */
final class StorageBench {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    private static final int SNAPSHOTS_A_BATCH = 2_000;

    private final BenchOptions options;
    private final WorkloadOptions workloads;
    private final String workload;
    private final Progress progress;
    private String description = "";

    StorageBench(BenchOptions options, WorkloadOptions workloads, String workload, Progress progress) {
        this.options = options;
        this.workloads = workloads;
        this.workload = workload;
        this.progress = progress;
    }

    /** The workload in words. */
    String describe() {
        return description;
    }

    List<Measure> measure(long count) throws SQLException, InterruptedException {
        try (TempFolder work = options.workFolder("storage");
                BrokerProcess broker = BrokerProcess.start(work.path());
                DatabaseServer database = DatabaseServer.start(work.path())) {
            Admin admin = broker.admin();
            new TopicAdmin(admin).ensure(Topics.all(Topics.DEFAULT_PARTITIONS));
            EventLog.Filled events = EventLog.fill(
                    broker.bootstrap(),
                    workloads.named(workload, work.path().resolve("traces")),
                    count,
                    workloads.headers());
            SnapshotLog.Filled snapshots = SnapshotLog.fill(broker.bootstrap());
            description = "%s: %,d events of %,d bytes, %,d snapshots of %,d bytes, %,d tasks."
                    .formatted(
                            workload,
                            events.events(),
                            events.meanBytes(),
                            snapshots.snapshots(),
                            snapshots.meanBytes(),
                            snapshots.tasks());
            progress.accept(description);
            String url = database.freshDatabase();
            SinkSettings settings = SinkSettings.of(broker.bootstrap(), url);
            long eventWal = write(database, Target.EXECUTION_EVENT.sink(settings), events.events());
            long snapshotWal = write(database, Target.TASK.sink(inSmallBatches(settings)), snapshots.snapshots());
            try (Connection connection = DriverManager.getConnection(url)) {
                StoredTable eventTable = StoredTable.of(connection, "execution_event");
                StoredTable taskTable = StoredTable.of(connection, "task");
                requireAll(eventTable.rows() == snapshots.distinctEvents() && taskTable.rows() == snapshots.tasks());
                List<Measure> measures = new ArrayList<>();
                measures.add(eventTable.measure(workload, events.events(), eventWal));
                measures.add(taskTable.measure(workload, snapshots.snapshots(), snapshotWal));
                measures.add(StoredTable.of(connection, "task_snapshot").measure(workload));
                return measures;
            }
        }
    }

    /** As a sink has them that keeps up. In the large ones of a backlog a task's states replace each other before they are written, and hardly a row is ever updated. */
    private static SinkSettings inSmallBatches(SinkSettings settings) {
        return settings.withBatch(SNAPSHOTS_A_BATCH, settings.batchBytes(), settings.linger());
    }

    /** Bytes of write-ahead log that it took. */
    private static long write(DatabaseServer database, SinkRunner runner, long records) throws InterruptedException {
        database.checkpoint();
        long before = database.walBytes();
        try (SinkRunner sink = runner) {
            sink.start();
            Wait.until(records + " records are written", BETWEEN_LOOKS, PATIENCE, () -> {
                if (!sink.health().isLive()) {
                    throw new BenchException("the sink has failed: " + sink.health());
                }
                return sink.metrics().recordCount() >= records;
            });
        }
        return database.walBytes() - before;
    }

    private static void requireAll(boolean isWhole) {
        if (!isWhole) {
            throw new BenchException("the database does not hold what was written");
        }
    }
}
