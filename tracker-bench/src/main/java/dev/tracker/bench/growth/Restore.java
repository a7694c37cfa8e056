package dev.tracker.bench.growth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracker.bench.run.BenchException;
import dev.tracker.bench.run.ChildJvm;
import dev.tracker.schemas.topics.Topics;
import java.util.List;

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
        PlainReadMain.Read read = read(rig);
        rig.startAnew();
        return new Restore(onEmptyLog, rig.aggregator().startUp(), read);
    }

    private static PlainReadMain.Read read(Rig rig) {
        try (ChildJvm jvm = ChildJvm.start(
                "plain-read",
                rig.logs(),
                List.of("-Xmx1g"),
                PlainReadMain.class,
                List.of(rig.bootstrap(), Topics.SNAPSHOTS))) {
            return new ObjectMapper().readValue(jvm.answer(), PlainReadMain.Read.class);
        } catch (JsonProcessingException e) {
            throw new BenchException("the plain read gave a strange answer", e);
        }
    }
}
