package dev.tracker.bench.bridge;

/**
 * One thing to measure.
 *
 * @param viewers that read all they are sent
 * @param stopped viewers besides that subscribe and never read
 * @param tasks in the topic
 * @param rate changes a second
 * @param warmUp seconds of load before it is measured
 * @param seconds for which it is measured
 */
record BridgePoint(int viewers, int stopped, int tasks, int rate, int warmUp, int seconds) {}
