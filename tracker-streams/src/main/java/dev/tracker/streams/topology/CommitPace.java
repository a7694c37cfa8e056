package dev.tracker.streams.topology;

import java.time.Duration;

/**
 * How often a partition's work is committed while it keeps up. Streams' own interval is only the longest: it is the one that counts while the partition is
 * behind.
 *
 * @param interval between two commits
 * @param look how often to look whether one is due
 * @param behind how old an event may be when it is folded for the partition to keep up
 */
public record CommitPace(Duration interval, Duration look, Duration behind) {}
