package dev.tracker.bridge.internal.alerts;

import dev.tracker.bridge.alerts.AlertKind;
import dev.tracker.bridge.alerts.AlertSettings;
import dev.tracker.bridge.alerts.Webhook;
import dev.tracker.bridge.internal.alerts.Alert.Delivery;
import dev.tracker.bridge.internal.view.TaskTable;
import dev.tracker.bridge.internal.view.TopicReader;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the instance that decides does, from taking over to standing by: looks, writes down, has delivered, notes. An alert is in the topic before anybody is told, and its delivery is
 * noted after it was confirmed; so whoever takes over repeats at most what was under way, under the same id. Should only be used by one thread but for what is said.
 */
final class Watch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Duration BETWEEN_SUMS = Duration.ofSeconds(5);
    private static final Duration BETWEEN_CLEANINGS = Duration.ofHours(1);
    private static final BigDecimal WORTH_TELLING = new BigDecimal("0.8");

    private record Note(String key, String receiver, Delivery delivery) {}

    private final AlertSettings settings;
    private final AlertJournal journal;
    private final AlertBook book;
    private final TopicReader tasks;
    private final Clock clock;
    private final DeliveryCounts counts;
    private final Decisions decisions;
    private final Budgets budgets;
    private final Map<String, Courier> couriers = new LinkedHashMap<>();
    private final Queue<Note> notes = new ConcurrentLinkedQueue<>();

    /** Notes that are not in the topic yet. */
    private final AtomicLong unwritten = new AtomicLong();

    private final Pace looks = new Pace(BETWEEN_LOOKS);
    private final Pace sums = new Pace(BETWEEN_SUMS);
    private final Pace cleanings = new Pace(BETWEEN_CLEANINGS);

    Watch(AlertSettings settings, AlertJournal journal, TopicReader tasks, Clock clock, DeliveryCounts counts) {
        this.settings = settings;
        this.journal = journal;
        this.book = journal.book();
        this.tasks = tasks;
        this.clock = clock;
        this.counts = counts;
        this.decisions = new Decisions(settings, book);
        this.budgets = new Budgets(settings.budgets());
        writeBeginnings();
        for (Webhook webhook : settings.webhooks()) {
            couriers.put(
                    webhook.name(),
                    new Courier(
                            webhook,
                            settings.timing(),
                            clock,
                            counts,
                            (alert, delivery) -> note(alert, webhook.name(), delivery)));
        }
        book.pending().forEach(this::deliver);
    }

    /** A kind is watched from the first time on that somebody wants it: what had happened before is not news. */
    private void writeBeginnings() {
        Map<String, byte @Nullable []> records = new LinkedHashMap<>();
        Set<AlertKind> raised = settings.raised();
        Instant now = clock.instant();
        for (AlertKind kind : AlertKind.values()) {
            boolean isWatched = book.since(kind) != null;
            if (raised.contains(kind) && !isWatched) {
                records.put(AlertRecords.SINCE + kind.wireName(), AlertRecords.write(now));
                book.watchSince(kind, now);
            } else if (!raised.contains(kind) && isWatched) {
                records.put(AlertRecords.SINCE + kind.wireName(), null);
                book.stopWatching(kind);
            }
        }
        journal.write(records);
    }

    /** Does what is due. */
    void step() {
        writeNotes();
        if (!tasks.health().ready() || !looks.isDue()) {
            return;
        }
        Instant now = clock.instant();
        TaskTable table = tasks.table();
        List<Alert> alerts = new ArrayList<>(decisions.look(table, tasks.judgedAt(), now, room()));
        Map<String, byte @Nullable []> records = new LinkedHashMap<>();
        if (sums.isDue()) {
            List<Budget> spent = budgets.look(table, now);
            alerts.addAll(decisions.look(spent, now));
            tellBudgets(spent, records);
        }
        for (Alert alert : alerts) {
            records.put(alert.key(), AlertRecords.write(alert));
        }
        if (cleanings.isDue()) {
            forgetOld(table, now, records);
        }
        journal.write(records);
        for (Alert alert : alerts) {
            book.add(alert);
            deliver(alert);
        }
        counts.raised(alerts.size());
    }

    private int room() {
        int most = couriers.values().stream().mapToInt(Courier::pending).max().orElse(0);
        return Math.max(0, settings.timing().maxPending() - most);
    }

    /** Trees are told once they are near their budget: there may be as many as tasks. */
    private void tellBudgets(List<Budget> spent, Map<String, byte @Nullable []> records) {
        Map<String, Budget> told = new HashMap<>();
        for (Budget budget : spent) {
            Spending spending = budget.spending();
            boolean isNear = spending.cost().compareTo(spending.budget().multiply(WORTH_TELLING)) >= 0;
            if (budget.scope().equals(Budgets.PROJECT) || isNear) {
                told.put(budget.key(), budget);
            }
        }
        told.forEach((key, budget) -> {
            Budget before = book.budgets().get(key);
            if (before == null || !Objects.equals(before.spending(), budget.spending())) {
                records.put(key, AlertRecords.write(budget));
            }
        });
        for (String key : book.budgets().keySet()) {
            if (!told.containsKey(key)) {
                records.put(key, null);
            }
        }
        book.budgets().keySet().retainAll(told.keySet());
        book.budgets().putAll(told);
    }

    /** What is too old to be raised again needs not be remembered; budgets have no age as long as somebody may spend. */
    private void forgetOld(TaskTable table, Instant now, Map<String, byte @Nullable []> records) {
        Instant oldest = now.minus(settings.timing().lookback()).minus(BETWEEN_CLEANINGS);
        List<String> old = new ArrayList<>();
        for (Alert alert : book.alerts()) {
            boolean isOfBudget = alert.kind() == AlertKind.BUDGET_80 || alert.kind() == AlertKind.BUDGET_100;
            boolean isKept = isOfBudget && (alert.taskId() == null || table.find(alert.taskId()) != null);
            if (alert.at().isBefore(oldest) && !isKept && !alert.receivers().containsValue(Delivery.PENDING)) {
                old.add(alert.key());
            }
        }
        for (String key : old) {
            records.put(key, null);
            book.forget(key);
        }
    }

    private void deliver(Alert alert) {
        alert.receivers().forEach((receiver, delivery) -> {
            Courier courier = couriers.get(receiver);
            if (delivery == Delivery.PENDING && courier != null) {
                courier.deliver(alert);
            } else if (delivery == Delivery.PENDING) {
                note(alert, receiver, Delivery.GONE);
            }
        });
    }

    /** May be called by any thread. */
    private void note(Alert alert, String receiver, Delivery delivery) {
        unwritten.incrementAndGet();
        notes.add(new Note(alert.key(), receiver, delivery));
    }

    private void writeNotes() {
        long taken = 0;
        Map<String, byte @Nullable []> records = new LinkedHashMap<>();
        for (Note note = notes.poll(); note != null; note = notes.poll()) {
            taken++;
            Alert alert = book.find(note.key);
            if (alert != null) {
                Alert changed = alert.with(note.receiver, note.delivery);
                book.add(changed);
                records.put(changed.key(), AlertRecords.write(changed));
            }
        }
        journal.write(records);
        unwritten.addAndGet(-taken);
    }

    /** How many deliveries wait, or were confirmed and are still to be noted. */
    long pending() {
        return unwritten.get()
                + couriers.values().stream().mapToLong(Courier::pending).sum();
    }

    /** What is wrong with the receivers. */
    List<String> troubles() {
        return couriers.values().stream()
                .map(Courier::trouble)
                .filter(Objects::nonNull)
                .toList();
    }

    @Override
    public void close() {
        couriers.values().forEach(Courier::stop);
        couriers.values().forEach(Courier::close);
        try {
            writeNotes();
        } catch (KafkaException e) {
            // Another one decides by now, or Kafka is away: what was confirmed last is told again, under the same id.
            LOG.debug("The last deliveries were not noted", e);
        }
    }
}
