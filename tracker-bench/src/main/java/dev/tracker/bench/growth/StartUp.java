package dev.tracker.bench.growth;

/**
 * How an aggregator came up.
 *
 * @param readySeconds from its start until it had its partitions, restored, and worked: joining the group is part of it
 * @param restoreSeconds of these from the beginning of the first restore to the end of the last, 0 if nothing was to be restored
 * @param restoredRecords records of the changelog that were read for it
 */
record StartUp(double readySeconds, double restoreSeconds, long restoredRecords) {}
