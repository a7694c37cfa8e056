package dev.tracker.bench.faults.scenario;

import dev.tracker.bench.faults.stage.Layout;
import dev.tracker.bench.faults.stage.Stage;
import dev.tracker.schemas.topics.TopicSpec;
import java.util.List;
import java.util.Random;

/** A row of the fault table. */
public interface Scenario {

    /** What it is called by people. */
    String name();

    /** The fault, in the words of the fault table. */
    String fault();

    /** What must hold, in the same words. */
    String holds();

    /** What it needs. */
    default Layout layout() {
        return Layout.USUAL;
    }

    default List<TopicSpec> topics() {
        return Stage.usualTopics();
    }

    /** How long one step takes, roughly, in seconds: recovery included. */
    int secondsAStep();

    /** How much of a campaign's time it gets, compared with others. */
    default int weight() {
        return 1;
    }

    /** What will be done, drawn before anything is: the same random numbers, the same plan. */
    List<Step> plan(Random random, int steps);
}
