package dev.tracker.bench.peers;

import dev.tracker.bench.fold.FoldRun;
import dev.tracker.streams.Guarantee;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.configuration.Configuration;

/** How Flink is set up: as the aggregator is where both have such a thing, else as suits Flink best. */
final class FlinkSettings {

    static Configuration of(FoldRun run, String stateBackend) {
        Map<String, String> settings = new HashMap<>();
        settings.put("execution.checkpointing.interval", run.commitInterval().toMillis() + " ms");
        settings.put(
                "execution.checkpointing.mode",
                run.guarantee() == Guarantee.EXACTLY_ONCE ? "EXACTLY_ONCE" : "AT_LEAST_ONCE");
        settings.put("execution.checkpointing.storage", "filesystem");
        settings.put(
                "execution.checkpointing.dir",
                run.folder().resolve("checkpoints").toUri().toString());
        settings.put("execution.checkpointing.incremental", "true");
        settings.put("state.backend.type", stateBackend);
        settings.put("io.tmp.dirs", run.folder().resolve("tmp").toString());
        settings.put("taskmanager.memory.managed.size", "256m");
        settings.put("pipeline.object-reuse", "true");
        settings.put("pipeline.generic-types", "false");
        settings.put("restart-strategy.type", "disable");
        // Nobody needs to reach it, and two may run on one machine.
        settings.put("rest.bind-address", "127.0.0.1");
        settings.put("rest.address", "127.0.0.1");
        settings.put("rest.bind-port", "0");
        settings.put("jobmanager.bind-host", "127.0.0.1");
        settings.put("taskmanager.bind-host", "127.0.0.1");
        return Configuration.fromMap(settings);
    }

    private FlinkSettings() {}
}
