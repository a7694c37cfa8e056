package dev.tracker.bench.growth;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * What this process has used, since it began or between two moments.
 *
 * @param nanos by the clock
 * @param cpuNanos processor time of all threads, collector and compiler among them
 * @param allocatedBytes what the threads that live now have allocated on the heap
 */
record Usage(long nanos, long cpuNanos, long allocatedBytes) {

    /** What it has used up to now. */
    static Usage now() {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = Arrays.stream(threads.getThreadAllocatedBytes(threads.getAllThreadIds()))
                .filter(bytes -> bytes > 0)
                .sum();
        return new Usage(System.nanoTime(), system.getProcessCpuTime(), allocated);
    }

    Usage since(Usage earlier) {
        return new Usage(nanos - earlier.nanos, cpuNanos - earlier.cpuNanos, allocatedBytes - earlier.allocatedBytes);
    }
}
