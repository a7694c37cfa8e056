package dev.tracker.bench.fold;

/**
 * How long a subject took.
 *
 * @param seconds by the clock
 * @param cpuSeconds of processor time, all threads together
 * @param gcSeconds of these, roughly, for garbage collection
 */
record FoldTime(double seconds, double cpuSeconds, double gcSeconds) {}
