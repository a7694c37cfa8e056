package dev.tracker.bench.growth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracker.bench.run.BenchException;
import dev.tracker.bench.run.ChildJvm;
import dev.tracker.schemas.topics.Topics;
import dev.tracker.streams.AggregatorSettings;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/**
 * A restore from nothing, and what it is held against.
 *
 * @param onEmptyLog how the aggregator came up when there was nothing to restore
 * @param restored how it came up without its local state
 * @param read a plain read of the same changelog
 */
record Restore(StartUp onEmptyLog, StartUp restored, PlainReadMain.Read read) {

    /** Restores the rig's aggregator; it goes on with the restored one. */
    static Restore of(Rig rig, StartUp onEmptyLog) throws InterruptedException {
        // Before the aggregator comes back, so that neither takes the processor from the other.
        PlainReadMain.Read read = read(rig, changelog(rig.admin()));
        rig.startAnew();
        return new Restore(onEmptyLog, rig.aggregator().startUp(), read);
    }

    /** The topic that the store is restored from: one of Streams' own, or else the snapshots. */
    private static String changelog(Admin admin) throws InterruptedException {
        try {
            return admin.listTopics().names().get().stream()
                    .filter(topic -> topic.startsWith(AggregatorSettings.DEFAULT_APPLICATION_ID + "-")
                            && topic.endsWith("-changelog"))
                    .findFirst()
                    .orElse(Topics.SNAPSHOTS);
        } catch (ExecutionException e) {
            throw new BenchException("the topics could not be listed", e);
        }
    }

    private static PlainReadMain.Read read(Rig rig, String topic) {
        try (ChildJvm jvm = ChildJvm.start(
                "plain-read", rig.logs(), List.of("-Xmx1g"), PlainReadMain.class, List.of(rig.bootstrap(), topic))) {
            return new ObjectMapper().readValue(jvm.answer(), PlainReadMain.Read.class);
        } catch (JsonProcessingException e) {
            throw new BenchException("the plain read gave a strange answer", e);
        }
    }
}
