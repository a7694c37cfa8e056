package dev.tracker.bench.run;

/**
 * How long a subject took.
 *
 * @param seconds by the clock
 * @param cpuSeconds of processor time, all threads together
 * @param gcSeconds of these, roughly, for garbage collection
 * @param recordsBefore records that were read before the time began
 */
public record WorkTime(double seconds, double cpuSeconds, double gcSeconds, long recordsBefore) {}
