package dev.tracker.streams.guard;

import dev.tracker.schemas.topics.Topics;
import dev.tracker.streams.Alarms;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers which events topic the snapshots were folded from, by Kafka's own id of it, and notices one that was deleted or made anew under the same name. Offsets alone can't
 * tell if the new one has grown as long as the old one was, and its events would be taken for ones that were folded.
 *
 * <p>The id is kept as the metadata of an offset of the <em>snapshots</em> topic in a group of its own. Kafka forgets it together with that topic, which is right: without
 * snapshots, any log may be folded.
 */
public final class LogLineage implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LogLineage.class);

    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final long PATIENCE_SECONDS = 10;

    /** A group without members keeps an offset for a week, by default, from when it was written. */
    private static final long REMEMBER_NANOS = Duration.ofHours(6).toNanos();

    private static final TopicPartition KEPT_AT = new TopicPartition(Topics.SNAPSHOTS, 0);

    private final Map<String, Object> properties;
    private final String group;
    private final Alarms alarms;
    private final Consumer<LogReplacedException> onReplaced;
    private final ScheduledExecutorService thread;
    private @Nullable Admin made;
    private @Nullable Uuid known;
    private long rememberedAt;
    private boolean isMissing;
    private boolean isUnchecked;
    private boolean isReplaced;

    /** The group in which an application keeps its lineage. */
    public static String group(String applicationId) {
        return applicationId + "-lineage";
    }

    /**
     * Does nothing yet.
     *
     * @param applicationId of the aggregator; its lineage is kept in a group that is called so, with {@code -lineage} behind it
     * @param onReplaced told once, from this one's thread or that of {@link #check}
     */
    public LogLineage(
            String bootstrap,
            Map<String, String> clientProperties,
            String applicationId,
            Alarms alarms,
            Consumer<LogReplacedException> onReplaced) {
        properties = new HashMap<>(clientProperties);
        properties.put("bootstrap.servers", bootstrap);
        properties.put("client.id", group(applicationId));
        properties.put("default.api.timeout.ms", "10000");
        properties.put("request.timeout.ms", "5000");
        this.group = group(applicationId);
        this.alarms = alarms;
        this.onReplaced = onReplaced;
        thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread watcher = new Thread(task, "tracker-lineage");
            watcher.setDaemon(true);
            return watcher;
        });
    }

    /** Looks now, and from then on every few seconds. Without Kafka it returns after some seconds, and looks again later. */
    public void start() {
        check();
        Future<?> unused = thread.scheduleWithFixedDelay(
                this::check, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void check() {
        if (isReplaced) {
            return;
        }
        try {
            Admin admin = admin();
            compare(admin, describe(admin));
            isMissing = false;
            isUnchecked = false;
        } catch (UnknownTopicOrPartitionException e) {
            if (!isMissing && known != null) {
                alarms.raise(
                        0,
                        "the topic " + Topics.EVENTS
                                + " was deleted; nothing can be reported or folded. Restore it, or fold anew: "
                                + LogReplacedException.WHAT_TO_DO);
            }
            isMissing = true;
        } catch (RuntimeException e) {
            // Whoever throws out of a schedule is never called again.
            if (!isUnchecked) {
                LOG.warn(
                        "It could not be checked whether {} is still the topic that was folded; tried again: {}",
                        Topics.EVENTS,
                        e.toString());
            }
            isUnchecked = true;
        }
    }

    /** Made when first needed: a name that can't be resolved yet is a reason to try again, not to fail. */
    private Admin admin() {
        Admin admin = made == null ? Admin.create(properties) : made;
        made = admin;
        return admin;
    }

    private void compare(Admin admin, Uuid current) {
        if (known == null) {
            known = remembered(admin);
        }
        if (known != null && !known.equals(current)) {
            isReplaced = true;
            String text = "the topic " + Topics.EVENTS + " was deleted and made anew: its id is " + current
                    + ", and the snapshots were folded from " + known + ". ";
            alarms.raise(0, text + LogReplacedException.WHAT_TO_DO);
            onReplaced.accept(new LogReplacedException(text + LogReplacedException.WHAT_TO_DO));
            return;
        }
        if (known == null || System.nanoTime() - rememberedAt > REMEMBER_NANOS) {
            remember(admin, current);
            known = current;
            rememberedAt = System.nanoTime();
        }
    }

    private static Uuid describe(Admin admin) {
        Map<String, TopicDescription> topics = await(admin.describeTopics(List.of(Topics.EVENTS))
                .allTopicNames()
                .toCompletionStage()
                .toCompletableFuture());
        return Objects.requireNonNull(topics.get(Topics.EVENTS)).topicId();
    }

    private @Nullable Uuid remembered(Admin admin) {
        OffsetAndMetadata kept = await(admin.listConsumerGroupOffsets(group)
                        .partitionsToOffsetAndMetadata()
                        .toCompletionStage()
                        .toCompletableFuture())
                .get(KEPT_AT);
        return kept == null || kept.metadata().isEmpty() ? null : Uuid.fromString(kept.metadata());
    }

    private void remember(Admin admin, Uuid id) {
        await(admin.alterConsumerGroupOffsets(group, Map.of(KEPT_AT, new OffsetAndMetadata(0, id.toString())))
                .all()
                .toCompletionStage()
                .toCompletableFuture());
    }

    private static <T> T await(Future<T> answer) {
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof KafkaException cause) {
                throw cause;
            }
            throw new KafkaException(e);
        } catch (TimeoutException e) {
            throw new org.apache.kafka.common.errors.TimeoutException(e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    @Override
    public void close() {
        // Not within check(), which this interrupts, and which holds the lock meanwhile.
        thread.shutdownNow();
        synchronized (this) {
            if (made != null) {
                made.close(Duration.ZERO);
            }
        }
    }
}
