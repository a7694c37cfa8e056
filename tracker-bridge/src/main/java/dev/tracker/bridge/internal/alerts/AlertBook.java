package dev.tracker.bridge.internal.alerts;

import dev.tracker.bridge.alerts.AlertKind;
import dev.tracker.bridge.internal.alerts.Alert.Delivery;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has been raised so far, as the topic of alerts tells it. Not thread-safe. */
final class AlertBook {

    private static final Logger LOG = LoggerFactory.getLogger(AlertBook.class);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Map<String, Alert> alerts = new LinkedHashMap<>();
    private final Map<AlertKind, Instant> since = new EnumMap<>(AlertKind.class);
    private final Map<String, Budget> budgets = new HashMap<>();

    /** When each task spoke within the last hour. */
    private final Map<String, Deque<Instant>> recent = new HashMap<>();

    /** Takes a record of the topic, or one that has just been written to it; null is a tombstone. */
    void apply(byte @Nullable [] keyBytes, byte @Nullable [] value) {
        if (keyBytes == null) {
            return;
        }
        String key = new String(keyBytes, StandardCharsets.UTF_8);
        try {
            if (key.startsWith(AlertRecords.SINCE)) {
                AlertKind kind = AlertKind.ofWireName(key.substring(AlertRecords.SINCE.length()));
                if (kind != null && value != null) {
                    since.put(kind, AlertRecords.since(value));
                } else if (kind != null) {
                    since.remove(kind);
                }
            } else if (key.startsWith(AlertRecords.BUDGET)) {
                if (value == null) {
                    budgets.remove(key);
                } else {
                    budgets.put(key, AlertRecords.budget(value));
                }
            } else if (value == null) {
                alerts.remove(key);
            } else {
                add(AlertRecords.alert(key, value));
            }
        } catch (IllegalArgumentException e) {
            LOG.warn("Not a record of alerts, passed over: {} ({})", key.length() > 100 ? "…" : key, e.getMessage());
        }
    }

    void add(Alert alert) {
        if (alerts.put(alert.key(), alert) == null && alert.taskId() != null) {
            recent.computeIfAbsent(alert.taskId(), task -> new ArrayDeque<>()).add(alert.at());
        }
    }

    boolean knows(String key) {
        return alerts.containsKey(key);
    }

    @Nullable
    Alert find(String key) {
        return alerts.get(key);
    }

    Collection<Alert> alerts() {
        return Collections.unmodifiableCollection(alerts.values());
    }

    /** What was last said of each budget, by key. */
    Map<String, Budget> budgets() {
        return budgets;
    }

    /** Since when that kind is watched; null if it never was. */
    @Nullable
    Instant since(AlertKind kind) {
        return since.get(kind);
    }

    void watchSince(AlertKind kind, Instant time) {
        since.put(kind, time);
    }

    void stopWatching(AlertKind kind) {
        since.remove(kind);
    }

    /** How many alerts the task had within the hour before now. */
    int ofLastHour(String taskId, Instant now) {
        Deque<Instant> times = recent.get(taskId);
        if (times == null) {
            return 0;
        }
        while (!times.isEmpty() && Duration.between(times.getFirst(), now).compareTo(HOUR) >= 0) {
            times.removeFirst();
        }
        if (times.isEmpty()) {
            recent.remove(taskId);
        }
        return times.size();
    }

    /** Those that wait for a receiver, the oldest first. */
    List<Alert> pending() {
        List<Alert> pending = new ArrayList<>();
        for (Alert alert : alerts.values()) {
            if (alert.receivers().containsValue(Delivery.PENDING)) {
                pending.add(alert);
            }
        }
        return pending;
    }

    void forget(String key) {
        alerts.remove(key);
    }
}
