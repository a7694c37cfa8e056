package dev.tracker.cli.feed;

import dev.tracker.core.client.ProgressTracker;
import dev.tracker.core.client.StartOptions;
import dev.tracker.schemas.Evidence;
import dev.tracker.schemas.Outcome;
import dev.tracker.schemas.TokenCounts;
import dev.tracker.schemas.Usd;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** One made agent. Works on one task at a time in steps; now and then it waits, errs, falls silent or fails, as real ones do. */
final class SimulatedAgent {

    private static final List<String> VERBS = List.of("Fix", "Add", "Refactor", "Document", "Speed up", "Test");
    private static final List<String> THINGS = List.of(
            "the login form", "retry handling", "the CSV export", "the cache key", "time zone parsing", "the build");
    private static final List<String> FILES =
            List.of("src/app.py", "src/auth.py", "src/export.py", "tests/test_app.py", "README.md", "src/cache.py");
    private static final List<String> CRITERIA = List.of(
            "All existing tests pass",
            "A new test fails without the change",
            "No new warnings",
            "The change is in the changelog",
            "The documentation says so",
            "A reviewer has approved it");
    private static final int MAX_ITERATIONS = 40;

    private final String agentId;
    private final @Nullable SimulatedAgent lead;
    private final String run;
    private final Random random;
    private final ProgressTracker tracker;
    private int tasksDone;
    private int iteration;
    private int verified;
    private int criteria;
    private String taskId = "";

    /** @param lead who delegates parts of its tasks to this one, on the same thread; null for nobody */
    SimulatedAgent(String agentId, @Nullable SimulatedAgent lead, String run, Random random, ProgressTracker tracker) {
        this.agentId = agentId;
        this.lead = lead;
        this.run = run;
        this.random = random;
        this.tracker = tracker;
    }

    long firstDelayMs() {
        return random.nextInt(4000);
    }

    /** Does the next thing and says after how many milliseconds to come back. */
    long step() {
        if (taskId.isEmpty()) {
            begin();
            return 1000;
        }
        iteration++;
        tracker.updateIteration(taskId, iteration);
        work();
        if (verified == criteria || iteration >= MAX_ITERATIONS) {
            return end(verified == criteria ? Outcome.SUCCESS : Outcome.FAILED);
        }
        double fate = random.nextDouble();
        if (fate < 0.03) {
            tracker.waiting(taskId, "Waiting for a review", Duration.ofSeconds(30));
            return 20_000;
        } else if (fate < 0.04) {
            tracker.heartbeat(taskId, Duration.ofMinutes(2));
            return 60_000;
        }
        return 800L + random.nextInt(3200);
    }

    private void begin() {
        tasksDone++;
        criteria = 2 + random.nextInt(5);
        iteration = 0;
        verified = 0;
        taskId = "sim-" + run + "-" + agentId + "-" + tasksDone;
        StartOptions options = StartOptions.none()
                .withAgentId(agentId)
                .withTitle(pick(VERBS) + " " + pick(THINGS))
                .withCriteria(CRITERIA.subList(0, criteria))
                .withMaxIterations(MAX_ITERATIONS)
                .withMaxCost(Usd.of(0.15));
        String parent = lead == null ? "" : lead.taskId;
        tracker.startTask(taskId, parent.isEmpty() ? options : options.withParentTaskId(parent));
    }

    private void work() {
        tracker.cost(
                taskId,
                Usd.of(0.001 + random.nextInt(90) / 10_000.0),
                new TokenCounts(500 + random.nextInt(4000), 50 + random.nextInt(800), random.nextInt(9000), 0),
                "made-model-1");
        double fate = random.nextDouble();
        if (fate < 0.35) {
            tracker.logAction(taskId, "read", pick(FILES), true);
        } else if (fate < 0.65) {
            tracker.logAction(taskId, random.nextInt(4) == 0 ? "create" : "edit", pick(FILES), true);
        } else if (fate < 0.92) {
            tracker.logAction(taskId, "run", "pytest -q", random.nextInt(3) > 0);
        } else {
            tracker.logError(taskId, "model overloaded", true);
        }
        if (random.nextInt(6) == 0) {
            Evidence[] grades = Evidence.values();
            tracker.verifyCriterion(taskId, verified++, true, grades[random.nextInt(grades.length)]);
        }
    }

    private long end(Outcome outcome) {
        tracker.completeTask(taskId, outcome);
        taskId = "";
        return 3000L + random.nextInt(6000);
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
