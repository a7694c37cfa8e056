package dev.tracker.core.client;

import dev.tracker.schemas.Evidence;
import dev.tracker.schemas.TokenCounts;
import dev.tracker.schemas.Usd;
import java.util.List;

/** The Java example of the README: what stands between the two marks is quoted there word for word. */
final class ReadmeJavaExample {

    static void run(String bootstrap) {
        // README begin
        TrackerSettings settings = TrackerSettings.builder(bootstrap, "agent-7").build();
        try (ProgressTracker tracker = new ProgressTracker(settings)) {
            tracker.addListener(task -> System.out.println(task.taskId() + ": " + task.percent() + " %"));

            tracker.startTask("fix-login", List.of("compiles", "tests pass"), 20);
            tracker.updateIteration("fix-login", 1);
            tracker.logAction("fix-login", "edit", "src/Login.java", true);
            tracker.cost("fix-login", Usd.of(0.0184), new TokenCounts(5_200, 640, 0, 0), "some-model");
            tracker.verifyCriterion("fix-login", 0); // the agent says so
            tracker.verifyCriterion("fix-login", 1, true, Evidence.CI); // the build says so
            tracker.completeTask("fix-login");
        } // waits until Kafka has it all, or throws and says what it has not
        // README end
    }

    private ReadmeJavaExample() {}
}
