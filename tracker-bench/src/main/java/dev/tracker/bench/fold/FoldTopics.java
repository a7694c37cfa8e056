package dev.tracker.bench.fold;

import dev.tracker.bench.run.BenchException;
import dev.tracker.schemas.topics.TopicSpec;
import dev.tracker.schemas.topics.Topics;
import dev.tracker.streams.TopicAdmin;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/**
 * The topics of a run. The aggregator writes to the topics of the product, so these are made anew for each of its runs; the others get topics of their own,
 * like the product's where they write snapshots.
 */
final class FoldTopics {

    private final Admin admin;

    FoldTopics(Admin admin) {
        this.admin = admin;
    }

    void createInput() {
        create(Topics.events(Topics.DEFAULT_PARTITIONS));
    }

    /** Makes the topics that the subject writes to and returns the name of the one that counts. */
    String createOutput(String subject, String id) {
        if (Subjects.isTracker(subject)) {
            create(Topics.snapshots(Topics.DEFAULT_PARTITIONS));
            create(Topics.deadLetters());
            return Topics.SNAPSHOTS;
        }
        TopicSpec like = Subjects.folds(subject)
                ? Topics.snapshots(Topics.DEFAULT_PARTITIONS)
                : Topics.events(Topics.DEFAULT_PARTITIONS);
        Map<String, String> config = new HashMap<>(like.config());
        config.remove("message.timestamp.type");
        String name = id + "-out";
        create(new TopicSpec(name, like.partitions(), config));
        return name;
    }

    /** Removes the run's topics and whatever Streams has made for it. */
    void deleteOf(FoldRun run) throws InterruptedException {
        Set<String> products = Set.of(Topics.SNAPSHOTS, Topics.DEAD_LETTERS);
        try {
            List<String> gone = admin.listTopics().names().get().stream()
                    .filter(name -> name.startsWith(run.id()) || products.contains(name))
                    .toList();
            admin.deleteTopics(gone).all().get();
        } catch (ExecutionException e) {
            throw new BenchException("the topics of " + run.id() + " could not be removed", e);
        }
    }

    private void create(TopicSpec spec) {
        new TopicAdmin(admin).ensure(List.of(spec));
    }
}
