package dev.tracker.core.client;

/**
 * How a spool stands, those of earlier trackers included.
 *
 * @param pending updates that lie in it
 * @param bytes what its files take
 * @param recovered updates that an earlier tracker had left
 * @param tornTails 1 if a record was found at the start whose writing had been cut off; it had not been accepted
 * @param damages stretches of the files that were no longer legible, each one update or more that is lost
 * @param dropped heartbeats and log lines that were accepted and given up when the spool was full
 * @param coalesced updates of progress that were given up for a newer one of the same task when the spool was full
 */
public record SpoolStats(
        long pending, long bytes, long recovered, long tornTails, long damages, long dropped, long coalesced) {}
