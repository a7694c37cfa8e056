package dev.tracker.bench.bridge;

import dev.tracker.bench.run.BenchException;
import dev.tracker.bench.workload.MadeTasks;
import dev.tracker.core.Fold;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.SourcePosition;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.json.SnapshotWriter;
import dev.tracker.schemas.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes snapshots as the aggregator does, of tasks that go on and on. */
final class Feed implements AutoCloseable {

    /** Events that each task has when it begins: criteria, files, cost and log lines of usual size. */
    private static final int HISTORY = 12;

    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final MadeTasks made = new MadeTasks();
    private final TaskProgress[] tasks;
    private final KafkaProducer<byte[], byte[]> producer;
    private long offset;
    private int next;

    Feed(String bootstrap, int count) {
        tasks = new TaskProgress[count];
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrap,
                        "linger.ms",
                        1,
                        "compression.type",
                        "lz4",
                        "batch.size",
                        262_144),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Makes all tasks. */
    void fill() {
        for (int task = 0; task < tasks.length; task++) {
            for (int seq = 0; seq < HISTORY; seq++) {
                fold(task, made.event(task, seq, Integer.MAX_VALUE));
            }
            send(task);
        }
        producer.flush();
    }

    /** Changes so many tasks a second, one after the other, for so long. */
    void run(int rate, int seconds) {
        long started = System.nanoTime();
        long total = (long) rate * seconds;
        for (long sent = 0; sent < total; ) {
            long due = Math.min(total, (System.nanoTime() - started) * rate / TimeUnit.SECONDS.toNanos(1));
            for (; sent < due; sent++) {
                int task = next++ % tasks.length;
                fold(task, made.log(task, HISTORY + (int) (sent % Integer.MAX_VALUE), Marks.now()));
                send(task);
            }
            LockSupport.parkNanos(TICK_NANOS);
        }
        producer.flush();
    }

    private void fold(int task, ExecutionEvent event) {
        SourcePosition position = new SourcePosition(0, offset++, Instant.ofEpochMilli(System.currentTimeMillis()));
        tasks[task] = Fold.fold(tasks[task], event, position).progress();
    }

    // The callback hears of failures.
    @SuppressWarnings("FutureReturnValueIgnored")
    private void send(int task) {
        byte[] key = tasks[task].taskId().getBytes(StandardCharsets.UTF_8);
        producer.send(
                new ProducerRecord<>(Topics.SNAPSHOTS, key, SnapshotWriter.write(tasks[task])), (sent, failure) -> {
                    if (failure != null) {
                        throw new BenchException("the broker takes no snapshots: " + failure.getMessage(), failure);
                    }
                });
    }

    @Override
    public void close() {
        producer.close();
    }
}
