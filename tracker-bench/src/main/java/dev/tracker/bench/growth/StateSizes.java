package dev.tracker.bench.growth;

import dev.tracker.schemas.TaskProgress;
import dev.tracker.streams.state.StoredStates;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.Predicate;

/**
 * Bytes of tasks as the store keeps them, keys aside.
 *
 * @param tasks how many were looked at
 */
record StateSizes(int tasks, long median, long p90, long max) {

    /** Of the tasks that are wanted. */
    static StateSizes of(Collection<TaskProgress> tasks) {
        return of(tasks.stream().mapToLong(StateSizes::bytes).toArray());
    }

    /** Looks at one task after the other. Not thread-safe. */
    static final class Collector {
        private final Predicate<String> isWanted;
        private long[] bytes = new long[1024];
        private int count;

        Collector(Predicate<String> isWanted) {
            this.isWanted = isWanted;
        }

        void accept(TaskProgress task) {
            if (!isWanted.test(task.taskId())) {
                return;
            }
            if (count == bytes.length) {
                bytes = Arrays.copyOf(bytes, 2 * count);
            }
            bytes[count++] = StateSizes.bytes(task);
        }

        StateSizes sizes() {
            return of(Arrays.copyOf(bytes, count));
        }
    }

    private static long bytes(TaskProgress task) {
        try (StoredStates states = new StoredStates()) {
            return states.pack(task).length;
        }
    }

    private static StateSizes of(long[] bytes) {
        if (bytes.length == 0) {
            return new StateSizes(0, 0, 0, 0);
        }
        Arrays.sort(bytes);
        return new StateSizes(
                bytes.length, bytes[bytes.length / 2], bytes[bytes.length * 9 / 10], bytes[bytes.length - 1]);
    }
}
