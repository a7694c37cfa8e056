package dev.tracker.bridge.internal.view;

import dev.tracker.bridge.ViewHealth;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What is known of the reading, for other threads to look at. Written by the reader's thread only. */
final class ReaderState {

    /** Kafka is asked once a second; several answers must be missing before we call what we show old. */
    private static final Duration FRESH_FOR = Duration.ofSeconds(5);

    private final Clock clock;
    private volatile boolean ready;
    private volatile long lag = -1;
    private volatile @Nullable Instant lastRecordAt;
    private volatile @Nullable Instant confirmedAt;
    private final AtomicLong unreadable = new AtomicLong();
    private volatile @Nullable String trouble = "not connected to Kafka yet";

    ReaderState(Clock clock) {
        this.clock = clock;
    }

    void ready() {
        ready = true;
    }

    boolean isReady() {
        return ready;
    }

    Instant now() {
        return clock.instant();
    }

    /** @param at when it was asked */
    void confirmed(long newLag, Instant at) {
        lag = newLag;
        confirmedAt = at;
        trouble = null;
    }

    void trouble(String words) {
        trouble = words;
    }

    void read(long timestampMs) {
        Instant at = Instant.ofEpochMilli(timestampMs);
        Instant last = lastRecordAt;
        if (last == null || at.isAfter(last)) {
            lastRecordAt = at;
        }
    }

    long countUnreadable() {
        return unreadable.incrementAndGet();
    }

    @Nullable
    Instant confirmedAt() {
        return confirmedAt;
    }

    /** Whether Kafka has confirmed within the given time. */
    boolean heardWithin(Duration time) {
        Instant at = confirmedAt;
        return at != null && Duration.between(at, clock.instant()).compareTo(time) <= 0;
    }

    /** See {@link TopicReader#judgedAt}. */
    Instant judgedAt() {
        Instant confirmed = confirmedAt;
        Instant now = clock.instant();
        return confirmed == null || (ready && heardWithin(FRESH_FOR)) ? now : confirmed;
    }

    ViewHealth health() {
        boolean fresh = ready && heardWithin(FRESH_FOR);
        return new ViewHealth(ready, fresh, lag, lastRecordAt, confirmedAt, unreadable.get(), trouble);
    }
}
