package dev.tracker.streams.topology;

import java.time.Duration;

/**
 * How often a partition's work is committed. A commit costs what its states cost, however many events each of them took, so fewer commits are more events a second;
 * and they cost a reader nothing that he would notice while the events are old already. So the time between two commits grows with the age of the events that are
 * being folded: it never adds more than a quarter of what they have waited for before. Where nothing has come for an interval, nothing will share the commit, so it is not put off.
 *
 * @param interval between two commits while events are fresh
 * @param longest between two commits, however old the events are; if it is shorter than {@code interval}, that counts
 * @param look how often to look whether one is due
 */
public record CommitPace(Duration interval, Duration longest, Duration look) {

    /** The age of the events is so many times what a commit adds. */
    private static final int AGES = 4;

    /**
     * How many milliseconds lie between two commits.
     *
     * @param age of the events that are being folded, in milliseconds; negative where their clock is ahead of ours
     * @param idle milliseconds since the last event came to the thread that commits
     */
    public long millisBetween(long age, long idle) {
        long usual = interval.toMillis();
        return idle >= usual ? usual : Math.max(usual, Math.min(longest.toMillis(), age / AGES));
    }
}
