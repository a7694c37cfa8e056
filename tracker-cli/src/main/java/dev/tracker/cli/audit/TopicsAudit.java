package dev.tracker.cli.audit;

import dev.tracker.cli.kafka.Snapshots;
import dev.tracker.cli.kafka.TopicReader;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.topics.Topics;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Holds the compacted topic and the dead letters against the log, without a database, where nothing is being written. It goes through one partition after
 * the other, so memory is that of a partition's tasks; a task whose events and snapshots lie in different partitions is found as an error, which it is.
 */
public final class TopicsAudit {

    /**
     * What was found.
     *
     * @param events records of the log
     * @param tasks tasks that they belong to
     * @param snapshotMismatches snapshots that are missing, made up or not what the log says
     * @param behind tasks of which the log has events behind their snapshot
     * @param refused records that are no events
     * @param deadLetters dead letters, which must be as many
     */
    public record Findings(
            long events, long tasks, long snapshotMismatches, long behind, long refused, long deadLetters) {

        /** Whether all agree. */
        public boolean ok() {
            return snapshotMismatches == 0 && behind == 0 && refused == deadLetters;
        }
    }

    /**
     * Reads all of it.
     *
     * @param each is handed every task's latest snapshot on the way
     */
    public static Findings of(TopicReader reader, Consumer<TaskProgress> each) {
        Findings sum = new Findings(0, 0, 0, 0, 0, DeadLetterCount.of(reader));
        for (int partition : reader.partitions(Topics.EVENTS)) {
            sum = plus(sum, partition(reader, partition, each));
        }
        return sum;
    }

    private static LogAudit partition(TopicReader reader, int partition, Consumer<TaskProgress> each) {
        List<Integer> one = List.of(partition);
        Map<String, TaskProgress> published = Snapshots.read(reader, one);
        published.values().forEach(each);
        LogAudit audit = new LogAudit(published, Map.of());
        reader.read(Topics.EVENTS, one, audit::accept);
        return audit;
    }

    private static Findings plus(Findings sum, LogAudit audit) {
        return new Findings(
                sum.events + audit.events(),
                sum.tasks + audit.tasks(),
                sum.snapshotMismatches + audit.wrongSnapshots().size(),
                sum.behind + audit.behind(),
                sum.refused + audit.refused(),
                sum.deadLetters);
    }

    private TopicsAudit() {}
}
