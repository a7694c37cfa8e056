package dev.tracker.bench.run;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Measures this process from the first record that any of its consumers is handed until it is stopped: neither the start of the JVM nor the joining of the
 * group counts. Thread-safe.
 */
public final class StopWatch {

    /** What the process had used at a moment. */
    private record Mark(long nanos, long cpuNanos, long gcMillis) {

        static Mark now() {
            OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            long gc = ManagementFactory.getGarbageCollectorMXBeans().stream()
                    .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                    .sum();
            return new Mark(System.nanoTime(), system.getProcessCpuTime(), gc);
        }
    }

    private static final AtomicReference<@Nullable Mark> FIRST = new AtomicReference<>();

    /** Tells of the first record; Kafka makes one for each consumer. */
    public static final class Interceptor implements ConsumerInterceptor<Object, Object> {
        @Override
        public ConsumerRecords<Object, Object> onConsume(ConsumerRecords<Object, Object> records) {
            if (FIRST.get() == null && !records.isEmpty()) {
                FIRST.compareAndSet(null, Mark.now());
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

    /** Ends the measurement; only the first call counts. */
    public synchronized void stop() {
        if (last == null) {
            last = Mark.now();
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
                (end.gcMillis - first.gcMillis) / 1e3);
    }
}
