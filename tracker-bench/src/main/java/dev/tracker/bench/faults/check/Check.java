package dev.tracker.bench.faults.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracker.bench.faults.ledger.Attempts;
import dev.tracker.bench.run.BenchException;
import dev.tracker.cli.audit.StoredTasks;
import dev.tracker.cli.kafka.Snapshots;
import dev.tracker.cli.kafka.TopicReader;
import dev.tracker.core.Projections;
import dev.tracker.schemas.SourcePosition;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.streams.AggregatorSettings;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Holds everything that can be seen of an installation at rest against the ledgers and the reference reducer. Not thread-safe. */
public final class Check {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Sources sources;
    private final Findings findings = new Findings();

    private Check(Sources sources) {
        this.sources = sources;
    }

    /** Finds all that is not as promised. */
    public static Findings of(Sources sources) throws InterruptedException {
        Check check = new Check(sources);
        try {
            check.run();
        } catch (SQLException | ExecutionException e) {
            throw new BenchException("what came of it can't be looked at: " + e.getMessage(), e);
        }
        return check.findings;
    }

    private void run() throws SQLException, InterruptedException, ExecutionException {
        TopicReader reader = new TopicReader(Map.of("bootstrap.servers", sources.bootstrap()));
        Map<Integer, Long> committed = committed();
        StoredTasks stored = new StoredTasks(sources.database());
        Rows rows = new Rows(sources.database());
        Map<String, TaskProgress> published = Snapshots.read(reader);
        LogView log = LogView.read(reader, published, stored.versions());
        Letters letters = Letters.read(reader);

        findings.sawDeadLetters(letters.byOrigin().size());
        events(log, letters, rows);
        tasks(log, published, stored);
        commits(log.audit().ends(), published, committed);
        stepsBack(Invariant.TOPIC_WENT_BACK, sources.history().stepsBack());
        stepsBack(Invariant.TABLE_WENT_BACK, rows.stepsBack());
        stepsBack(Invariant.BROWSER_WENT_BACK, sources.viewer().stepsBack());
        copies(published, stored.tasks());
    }

    /** I1 and I2. */
    private void events(LogView log, Letters letters, Rows rows) {
        for (UUID id : sources.attempts().of(Attempts.Fate.ACKED)) {
            if (!rows.events().contains(id)
                    && !letters.ids().contains(id)
                    && !sources.isHeadLost(sources.attempts().partition(id))) {
                findings.add(Invariant.LOST, id.toString(), "acknowledged, and neither a row nor a dead letter");
            }
        }
        for (UUID id : log.events()) {
            if (!rows.events().contains(id) && !sources.attempts().isAcked(id)) {
                findings.add(Invariant.LOST, id.toString(), "stands in the log, and has no row");
            }
        }
        log.refused().forEach((origin, id) -> {
            if (!letters.byOrigin().containsKey(origin) && !sources.attempts().isAcked(id)) {
                findings.add(Invariant.LOST, origin, "is no event, and has no dead letter");
            }
        });
        for (UUID id : rows.events()) {
            if (!sources.attempts().contains(id)) {
                findings.add(Invariant.MADE_UP, id.toString(), "a row of an event that no one sent");
            }
            if (letters.ids().contains(id)) {
                findings.add(Invariant.STORED_AND_REFUSED, id.toString(), "has a row and a dead letter");
            }
        }
        letters.byOrigin().forEach((origin, id) -> {
            if (!sources.attempts().contains(id)) {
                findings.add(Invariant.MADE_UP, origin, "a dead letter of what no one sent");
            }
        });
        rows.twice().forEach(id -> findings.add(Invariant.DUPLICATED, id.toString(), "has more than one row"));
        letters.twice().forEach(origin -> findings.add(Invariant.DUPLICATED, origin, "has more than one dead letter"));
    }

    /** I3. */
    private void tasks(LogView log, Map<String, TaskProgress> published, StoredTasks stored) {
        wrong(Invariant.WRONG_SNAPSHOT, "its snapshot", log.audit().wrongSnapshots(), published);
        wrong(Invariant.WRONG_ROW, "its row", log.audit().wrongRows(stored.tasks()), stored.tasks());
        if (stored.columnMismatches() > 0) {
            findings.add(
                    Invariant.WRONG_ROW,
                    "tracker.task",
                    stored.columnMismatches() + " rows disagree with the snapshots in them");
        }
    }

    /** A log without its head can't be folded. */
    private void wrong(Invariant broken, String what, Set<String> taskIds, Map<String, TaskProgress> known) {
        for (String taskId : taskIds) {
            TaskProgress task = known.get(taskId);
            if (task == null || !sources.isHeadLost(task.position().partition())) {
                findings.add(broken, taskId, task == null ? "has none" : what + " is none of the log's states");
            }
        }
    }

    private void commits(
            Map<String, SourcePosition> ends, Map<String, TaskProgress> published, Map<Integer, Long> committed) {
        ends.forEach((taskId, end) -> {
            long done = committed.getOrDefault(end.partition(), 0L);
            TaskProgress snapshot = published.get(taskId);
            long version = snapshot == null ? -1 : snapshot.version();
            if (version < end.offset() && end.offset() < done) {
                findings.add(
                        Invariant.FLUSHED_AFTER_COMMIT,
                        taskId,
                        "partition " + end.partition() + " is committed up to " + done + ", its last event is "
                                + end.offset() + ", its snapshot stands at " + version);
            }
        });
    }

    /** I4. */
    private void stepsBack(Invariant where, List<String> steps) {
        steps.forEach(step -> findings.add(where, step.substring(0, step.indexOf(':')), step));
    }

    /** I5. */
    private void copies(Map<String, TaskProgress> published, Map<String, TaskProgress> stored) {
        Set<String> ids = new TreeSet<>(published.keySet());
        ids.addAll(stored.keySet());
        ids.addAll(sources.viewer().tasks().keySet());
        for (String taskId : ids) {
            TaskProgress snapshot = published.get(taskId);
            TaskProgress row = stored.get(taskId);
            if (snapshot == null || !snapshot.equals(row)) {
                findings.add(
                        Invariant.COPIES_DIFFER,
                        taskId,
                        "topic at " + version(snapshot) + ", table at " + version(row));
            }
            JsonNode shown = sources.viewer().tasks().get(taskId);
            if (snapshot == null || shown == null || !isShownRightly(snapshot, shown)) {
                findings.add(
                        Invariant.COPIES_DIFFER,
                        taskId,
                        "topic at " + version(snapshot) + ", browser at "
                                + (shown == null
                                        ? "nothing"
                                        : shown.path("version").asText()));
            }
        }
    }

    /** Further fields may stand in what is shown; those of the dashboard form must be right. */
    private static boolean isShownRightly(TaskProgress snapshot, JsonNode shown) {
        try {
            JsonNode form = JSON.readTree(JSON.writeValueAsBytes(Projections.toDashboard(snapshot)));
            for (Map.Entry<String, JsonNode> field : form.properties()) {
                JsonNode other = shown.path(field.getKey());
                boolean same = (field.getValue().isNumber() && other.isNumber())
                        ? field.getValue().decimalValue().compareTo(other.decimalValue()) == 0
                        : field.getValue().equals(other);
                if (!same) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String version(@Nullable TaskProgress task) {
        return task == null ? "nothing" : Long.toString(task.version());
    }

    private Map<Integer, Long> committed() throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetAndMetadata> offsets = sources.admin()
                .listConsumerGroupOffsets(AggregatorSettings.DEFAULT_APPLICATION_ID)
                .partitionsToOffsetAndMetadata()
                .get();
        Map<Integer, Long> committed = new HashMap<>();
        offsets.forEach((partition, offset) -> {
            if (offset != null) {
                committed.put(partition.partition(), offset.offset());
            }
        });
        return committed;
    }
}
