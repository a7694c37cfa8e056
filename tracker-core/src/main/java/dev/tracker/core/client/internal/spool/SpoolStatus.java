package dev.tracker.core.client.internal.spool;

/**
 * How a spool stands.
 *
 * @param records undelivered ones
 * @param bytes what the files take
 * @param recovered found at the start
 * @param tornTails cut off at the start
 * @param damages stretches passed over
 * @param dropped heartbeats and lines given up for room
 * @param coalesced progress given up for a newer one
 */
public record SpoolStatus(
        long records, long bytes, long recovered, long tornTails, long damages, long dropped, long coalesced) {}
