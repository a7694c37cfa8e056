package dev.tracker.cli.audit;

import dev.tracker.core.reference.ReferenceReducer;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.SourcePosition;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.json.DecodedEvent;
import dev.tracker.schemas.json.EventDecoder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Folds the whole log anew with the reference reducer, and holds each published snapshot against the state at the very event that the snapshot says it stands
 * at; so the comparison is exact even while events keep coming. Not thread-safe.
 */
public final class LogAudit {

    /** A task by the reference, and what it looked like at the snapshots' versions. */
    private static final class Task {
        final ReferenceReducer reducer = new ReferenceReducer();

        @Nullable
        TaskProgress atPublished;

        @Nullable
        TaskProgress atStored;
    }

    private final Map<String, TaskProgress> published;
    private final Map<String, Long> storedVersions;
    private final @Nullable LocalDate eventsKeptFrom;
    private final Map<String, Task> tasks = new HashMap<>();
    private final Map<ReferenceReducer.Verdict, Long> verdicts = new EnumMap<>(ReferenceReducer.Verdict.class);
    private final Set<UUID> eventIds = new HashSet<>();
    private long events;
    private long refused;

    /**
     * @param published the compacted topic's snapshots
     * @param storedVersions the versions of the rows in PostgreSQL
     */
    public LogAudit(Map<String, TaskProgress> published, Map<String, Long> storedVersions) {
        this(published, storedVersions, null);
    }

    /** @param eventsKeptFrom the first UTC day whose events must still stand in the event history; null if all must */
    LogAudit(
            Map<String, TaskProgress> published, Map<String, Long> storedVersions, @Nullable LocalDate eventsKeptFrom) {
        this.published = published;
        this.storedVersions = storedVersions;
        this.eventsKeptFrom = eventsKeptFrom;
    }

    /** Takes the log's next record. */
    public void accept(ConsumerRecord<byte[], byte[]> record) {
        events++;
        if (!(EventDecoder.decode(record.key(), record.value()) instanceof DecodedEvent.Valid valid)) {
            refused++;
            return;
        }
        ExecutionEvent event = valid.event();
        if (isKept(event.envelope().timestamp())) {
            eventIds.add(event.envelope().eventId());
        }
        String taskId = event.envelope().taskId();
        Task task = tasks.computeIfAbsent(taskId, id -> new Task());
        ReferenceReducer.Verdict verdict = task.reducer.accept(
                event,
                new SourcePosition(record.partition(), record.offset(), Instant.ofEpochMilli(record.timestamp())));
        verdicts.merge(verdict, 1L, Long::sum);
        TaskProgress snapshot = published.get(taskId);
        if (snapshot != null && snapshot.version() == record.offset()) {
            task.atPublished = task.reducer.progress();
        }
        Long stored = storedVersions.get(taskId);
        if (stored != null && stored == record.offset()) {
            task.atStored = task.reducer.progress();
        }
    }

    /** Events without a time belong to no day, as those of 1970-01-01 do. */
    private boolean isKept(@Nullable Instant timestamp) {
        if (eventsKeptFrom == null || timestamp == null) {
            return true;
        }
        LocalDate day = LocalDate.ofInstant(timestamp, ZoneOffset.UTC);
        return day.equals(LocalDate.EPOCH) || !day.isBefore(eventsKeptFrom);
    }

    /** Records of the log. */
    public long events() {
        return events;
    }

    /** Records that are no events and must stand among the dead letters. */
    public long refused() {
        return refused;
    }

    /** Events of which the reference says so. */
    public long count(ReferenceReducer.Verdict verdict) {
        return verdicts.getOrDefault(verdict, 0L);
    }

    /** Events by identity: what must stand in the event history. */
    public long distinctEvents() {
        return eventIds.size();
    }

    /** Tasks that have events. */
    public int tasks() {
        return tasks.size();
    }

    /** Tasks of which the log has events behind their snapshot. */
    public long behind() {
        return tasks.entrySet().stream()
                .filter(entry -> {
                    TaskProgress snapshot = published.get(entry.getKey());
                    return snapshot == null
                            || snapshot.version()
                                    < entry.getValue().reducer.progress().version();
                })
                .count();
    }

    /** Where each task's last event stands. */
    public Map<String, SourcePosition> ends() {
        Map<String, SourcePosition> ends = new HashMap<>();
        tasks.forEach((taskId, task) -> ends.put(taskId, task.reducer.progress().position()));
        return ends;
    }

    /** Tasks whose snapshot is missing, is none of the log's states, or belongs to no task of the log. */
    public SortedSet<String> wrongSnapshots() {
        return wrong(published, task -> task.atPublished);
    }

    /** The same of the rows in PostgreSQL, which are those whose versions were given. */
    public SortedSet<String> wrongRows(Map<String, TaskProgress> stored) {
        return wrong(stored, task -> task.atStored);
    }

    private SortedSet<String> wrong(Map<String, TaskProgress> snapshots, Function<Task, @Nullable TaskProgress> truth) {
        SortedSet<String> wrong = new TreeSet<>(snapshots.keySet());
        wrong.removeAll(tasks.keySet());
        tasks.forEach((taskId, task) -> {
            TaskProgress snapshot = snapshots.get(taskId);
            if (snapshot == null || !snapshot.equals(truth.apply(task))) {
                wrong.add(taskId);
            }
        });
        return wrong;
    }
}
