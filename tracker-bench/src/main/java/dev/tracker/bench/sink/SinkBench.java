package dev.tracker.bench.sink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracker.bench.BenchOptions;
import dev.tracker.bench.Progress;
import dev.tracker.bench.WorkloadOptions;
import dev.tracker.bench.run.BenchException;
import dev.tracker.bench.run.BrokerProcess;
import dev.tracker.bench.run.ChildJvm;
import dev.tracker.bench.run.DatabaseServer;
import dev.tracker.bench.run.TempFolder;
import dev.tracker.bench.run.WorkTime;
import dev.tracker.bench.workload.EventLog;
import dev.tracker.schemas.topics.Topics;
import dev.tracker.streams.TopicAdmin;
import dev.tracker.streams.sink.SinkSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** One workload in a broker and a PostgreSQL of its own, and the runs over it. Not thread-safe. */
final class SinkBench implements AutoCloseable {

    private static final int MOST_SINGLE_ROWS = 5_000;
    private static final long WARM_UP_RECORDS = 200_000;

    private final BenchOptions options;
    private final Progress progress;
    private final String workload;
    private final TempFolder work;
    private final BrokerProcess broker;
    private final DatabaseServer database;
    private String description = "";
    private long events;
    private long snapshots;
    private long tasks;
    private long distinctEvents;
    private long walBefore;

    private SinkBench(
            BenchOptions options,
            Progress progress,
            String workload,
            TempFolder work,
            BrokerProcess broker,
            DatabaseServer database) {
        this.options = options;
        this.progress = progress;
        this.workload = workload;
        this.work = work;
        this.broker = broker;
        this.database = database;
    }

    /** Starts the servers and fills the topics. */
    static SinkBench start(
            BenchOptions options, WorkloadOptions workloads, String workload, long events, Progress progress) {
        TempFolder work = options.workFolder("sink");
        BrokerProcess broker = BrokerProcess.start(work.path());
        SinkBench bench;
        try {
            bench = new SinkBench(options, progress, workload, work, broker, DatabaseServer.start(work.path()));
        } catch (RuntimeException e) {
            broker.close();
            work.close();
            throw e;
        }
        try {
            bench.fill(workloads, events);
            return bench;
        } catch (RuntimeException e) {
            bench.close();
            throw e;
        }
    }

    private void fill(WorkloadOptions workloads, long count) {
        progress.accept(workload + ": writing " + count + " events and their snapshots");
        new TopicAdmin(broker.admin()).ensure(Topics.all(Topics.DEFAULT_PARTITIONS));
        EventLog.Filled filled = EventLog.fill(
                broker.bootstrap(),
                workloads.named(workload, work.path().resolve("traces")),
                count,
                workloads.headers());
        events = filled.events();
        SnapshotLog.Filled log = SnapshotLog.fill(broker.bootstrap());
        snapshots = log.snapshots();
        tasks = log.tasks();
        distinctEvents = log.distinctEvents();
        description = "%s: %,d events of %,d bytes, %,d snapshots of %,d bytes, %,d tasks."
                .formatted(workload, events, filled.meanBytes(), snapshots, log.meanBytes(), tasks);
        progress.accept(description);
    }

    /** The workload in words. */
    String describe() {
        return description;
    }

    /** @param withSingleRows whether to write rows one by one, too, which takes longest and says least */
    void measure(int round, Target target, SinkFigures figures, boolean withSingleRows) throws SQLException {
        String url = database.freshDatabase();
        String warmUpUrl = database.freshDatabase();
        try {
            long records = target == Target.TASK ? snapshots : events;
            add(
                    round,
                    target,
                    SinkFigures.TRACKER,
                    records,
                    figures,
                    () -> runSink(round, target, url, warmUpUrl, records));
            try (Connection connection = DriverManager.getConnection(url)) {
                check(connection, target);
                BinaryRows rows = BinaryRows.of(connection, target.qualifiedTable());
                // What goes into the files is to be the same, whole rows: packing them first made the copy half as
                // fast.
                execute(
                        connection,
                        "CREATE TABLE bare (LIKE " + target.qualifiedTable() + ") WITH (toast_tuple_target = 8160)");
                int batch = SinkSettings.of(broker.bootstrap(), url).batchRecords();
                rows.copyInto(connection, "bare", Math.min(records, WARM_UP_RECORDS), batch);
                execute(connection, "TRUNCATE bare");
                add(round, target, SinkFigures.COPY_INTO, records, figures, () -> {
                    begin();
                    long begin = System.nanoTime();
                    rows.copyInto(connection, "bare", records, batch);
                    return (System.nanoTime() - begin) / 1e9;
                });
                if (!withSingleRows) {
                    return;
                }
                SingleRows single = SingleRows.of(connection, target.qualifiedTable(), MOST_SINGLE_ROWS);
                execute(connection, "TRUNCATE " + target.qualifiedTable());
                add(round, target, SinkFigures.ROW_BY_ROW, single.count(), figures, () -> {
                    begin();
                    long begin = System.nanoTime();
                    single.insert(connection, target);
                    return (System.nanoTime() - begin) / 1e9;
                });
            }
        } finally {
            database.drop(url);
            database.drop(warmUpUrl);
        }
    }

    /** Work that says how many seconds it took. */
    @FunctionalInterface
    private interface Timed {
        double run() throws SQLException;
    }

    private void add(int round, Target target, String subject, long rows, SinkFigures figures, Timed timed)
            throws SQLException {
        double seconds = timed.run();
        double walBytes = (database.walBytes() - walBefore) / (double) rows;
        figures.add(round, target, subject, new SinkFigures.Figure(rows / seconds, walBytes));
        progress.accept("%s %s %s: %,.0f rows/s, %,.0f bytes of WAL a row"
                .formatted(workload, target.table(), subject, rows / seconds, walBytes));
    }

    /** Just before what is measured. */
    private void begin() {
        database.checkpoint();
        walBefore = database.walBytes();
    }

    private double runSink(int round, Target target, String url, String warmUpUrl, long records) {
        String name = "sink-%s-%s-%d".formatted(target.table(), workload, round);
        List<String> arguments = List.of(target.table(), broker.bootstrap(), url, Long.toString(records), warmUpUrl);
        try (ChildJvm jvm =
                ChildJvm.start(name, options.logFolder(work.path()), options.jvm(name), SinkMain.class, arguments)) {
            jvm.answer(); // Warmed up; its group takes a second to form.
            begin();
            return new ObjectMapper().readValue(jvm.answer(), WorkTime.class).seconds();
        } catch (JsonProcessingException e) {
            throw new BenchException("the sink gave a strange answer", e);
        }
    }

    /** That every event has come to a row, once, and tasks to their last state. */
    private void check(Connection connection, Target target) throws SQLException {
        String sql = target == Target.TASK
                ? "SELECT count(*), sum(applied + duplicates + late + fenced + rejected) FROM tracker.task"
                : "SELECT count(DISTINCT task_id), count(*) FROM tracker.execution_event";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            long expected = target == Target.TASK ? events : distinctEvents;
            if (row.getLong(1) != tasks || row.getLong(2) != expected) {
                throw new BenchException("%s holds %d tasks and %d events, not %d and %d"
                        .formatted(target.table(), row.getLong(1), row.getLong(2), tasks, expected));
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        database.close();
        broker.close();
        work.close();
    }
}
