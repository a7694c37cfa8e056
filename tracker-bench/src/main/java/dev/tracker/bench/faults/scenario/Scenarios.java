package dev.tracker.bench.faults.scenario;

import dev.tracker.bench.faults.stage.Stage;
import java.util.List;
import java.util.Optional;

/** All rows of the fault table. */
public final class Scenarios {

    private static final List<Scenario> ALL = List.of(
            new Kill(
                    "kill-aggregator",
                    "an aggregator killed at random moments",
                    4,
                    stage -> stage.roles().aggregators()),
            new Kill(
                    "kill-sink",
                    "a sink killed at random moments",
                    4,
                    stage -> stage.roles().sinks()),
            new Kill(
                    "kill-bridge",
                    "the bridge killed at random moments",
                    2,
                    stage -> List.of(stage.roles().bridge())),
            new Kill("kill-any", "any role killed at random moments", 4, Stage::allRoles));

    public static List<Scenario> all() {
        return ALL;
    }

    public static Optional<Scenario> named(String name) {
        return ALL.stream().filter(scenario -> scenario.name().equals(name)).findFirst();
    }

    private Scenarios() {}
}
