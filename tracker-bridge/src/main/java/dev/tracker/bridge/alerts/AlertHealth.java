package dev.tracker.bridge.alerts;

import java.util.List;

/**
 * How the alerts role is.
 *
 * @param decides whether this instance decides and delivers; false for one that stands by
 * @param ready whether it follows tasks and alerts: decides, or stands by with all tasks read
 * @param raised alerts that this instance raised
 * @param delivered deliveries that were confirmed
 * @param pending deliveries that wait
 * @param failures attempts that failed
 * @param dropped deliveries that were given up: refused, too old, or the receiver is gone
 * @param trouble what is wrong with receivers or Kafka now, in words, without secrets
 */
public record AlertHealth(
        boolean decides,
        boolean ready,
        long raised,
        long delivered,
        long pending,
        long failures,
        long dropped,
        List<String> trouble) {

    public AlertHealth {
        trouble = List.copyOf(trouble);
    }
}
