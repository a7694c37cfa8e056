package dev.tracker.bench.run;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Measures this process from the first record behind the warm-up that any of its consumers is handed until it is stopped: neither the start of the JVM nor the
 * joining of the group counts. What was handed before and is not done by then is done within the measured time. Thread-safe; a process has one.
 */
public final class StopWatch {

    /** What the process had used at a moment, and how many records its consumers had been handed before. */
    private record Mark(long nanos, long cpuNanos, long gcMillis, long recordsBefore) {

        static Mark after(long records) {
            OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            long gc = ManagementFactory.getGarbageCollectorMXBeans().stream()
                    .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                    .sum();
            return new Mark(System.nanoTime(), system.getProcessCpuTime(), gc, records);
        }
    }

    /** Static, because Kafka makes the interceptors by their class's name. */
    private static final AtomicReference<@Nullable Mark> FIRST = new AtomicReference<>();

    private static final AtomicLong HANDED = new AtomicLong();
    private static volatile long warmUp;

    /** Tells of the first record that counts; Kafka makes one for each consumer. */
    public static final class Interceptor implements ConsumerInterceptor<Object, Object> {
        @Override
        public ConsumerRecords<Object, Object> onConsume(ConsumerRecords<Object, Object> records) {
            if (FIRST.get() == null && !records.isEmpty()) {
                long handed = HANDED.addAndGet(records.count());
                if (handed > warmUp) {
                    FIRST.compareAndSet(null, Mark.after(handed - records.count()));
                }
            }
            return records;
        }

        @Override
        public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

        @Override
        public void close() {}

        @Override
        public void configure(Map<String, ?> configs) {}
    }

    private volatile @Nullable Mark last;

    /** One that begins when the consumers have been handed so many records. */
    public static StopWatch after(long warmUpRecords) {
        warmUp = warmUpRecords;
        return new StopWatch();
    }

    /** Ends the measurement; only the first call counts. */
    public synchronized void stop() {
        if (last == null) {
            last = Mark.after(HANDED.get());
        }
    }

    /**
     * What was measured.
     *
     * @throws IllegalStateException if there was no record or no end
     */
    public WorkTime time() {
        Mark first = FIRST.get();
        Mark end = last;
        if (first == null || end == null) {
            throw new IllegalStateException(first == null ? "no record was fetched" : "the watch was not stopped");
        }
        return new WorkTime(
                (end.nanos - first.nanos) / 1e9,
                (end.cpuNanos - first.cpuNanos) / 1e9,
                (end.gcMillis - first.gcMillis) / 1e3,
                first.recordsBefore);
    }
}
