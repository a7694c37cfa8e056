package dev.tracker.bench.faults.scenario;

import dev.tracker.bench.faults.role.CrashPoint;
import dev.tracker.bench.faults.role.Role;
import dev.tracker.bench.faults.stage.Stage;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Function;

/** What happens to Tracker's own processes. What was killed is started again at once, as an init system would. */
final class ProcessFaults {

    /** 128 and the number of SIGKILL. */
    private static final int BY_SIGKILL = 137;

    /** Of SIGTERM: a JVM that ends in order on it. */
    private static final int BY_SIGTERM = 143;

    private static final int MOST_PAUSE_MS = 2_500;
    private static final int PICKS = 1 << 16;
    private static final int LATEST_CRASH = 25;
    private static final Duration CRASH_PATIENCE = Duration.ofSeconds(90);
    private static final int[] STOPPED_SECONDS = {5, 15, 5, 15, 60};
    private static final List<CrashPoint> POINTS = List.of(CrashPoint.values());
    private static final int MOST_AGGREGATORS = 3;

    static Scenario.StepMaker kill(Function<Stage, List<Role>> targets) {
        return (index, random) -> {
            int pick = random.nextInt(PICKS);
            return step(random, "kill -9, pick " + pick, stage -> {
                List<Role> all = targets.apply(stage);
                return kill(stage, all.get(pick % all.size()));
            });
        };
    }

    /** Two roles and a worker within the same moment. */
    static Step killMany(int index, Random random) {
        int pick = random.nextInt(PICKS);
        return step(random, "kill -9 of two roles and a worker, pick " + pick, stage -> {
            List<Role> all = stage.roles().all();
            String first = kill(stage, all.get(pick % all.size()));
            String second = kill(stage, all.get((pick + 1) % all.size()));
            int worker = stage.producers().kill(pick % stage.producers().size());
            stage.killed();
            return first + ", " + second + ", worker exit " + worker;
        });
    }

    private static String kill(Stage stage, Role role) throws InterruptedException, NoEffectException {
        int exit = role.kill();
        stage.killed();
        role.start();
        if (exit != BY_SIGKILL) {
            throw new NoEffectException(role.name() + " had ended by itself, with exit code " + exit);
        }
        return role.name() + " exit " + exit;
    }

    /** Ends a role and has its next life crash at a point of its work. */
    static Step crash(int index, Random random) {
        CrashPoint point = POINTS.get(index % POINTS.size());
        int time = 1 + random.nextInt(LATEST_CRASH);
        int pick = random.nextInt(PICKS);
        return step(random, "crash at " + point + ", the " + time + ". time, pick " + pick, stage -> {
            List<Role> all = point.isInAggregator()
                    ? stage.roles().aggregators()
                    : stage.roles().sinks();
            Role role = all.get(pick % all.size());
            role.kill();
            stage.killed();
            role.startToCrash(point, time);
            OptionalInt exit = role.awaitExit(CRASH_PATIENCE);
            if (exit.isEmpty() || exit.getAsInt() != CrashPoint.EXIT_CODE) {
                role.kill();
                role.start();
                throw new NoEffectException(role.name() + " did not crash, exit code " + exit);
            }
            stage.killed();
            stage.healed();
            role.start();
            return role.name() + " exit " + exit.getAsInt();
        });
    }

    /** SIGSTOP, as a machine that hangs: longer than its session, so that what wakes up is a zombie. */
    static Step pause(int index, Random random) {
        int seconds = STOPPED_SECONDS[index % STOPPED_SECONDS.length];
        int pick = random.nextInt(PICKS);
        return step(random, "SIGSTOP for " + seconds + " s, pick " + pick, stage -> {
            List<Role> all = stage.roles().all();
            Role role = all.get(pick % all.size());
            role.suspend();
            Thread.sleep(Duration.ofSeconds(seconds).toMillis());
            boolean stood = !role.isReady();
            role.resume();
            stage.healed();
            if (!stood) {
                throw new NoEffectException(role.name() + " answered while it was stopped");
            }
            return role.name() + " answered nobody for " + seconds + " s";
        });
    }

    /** One aggregator, two, three; every role in turn; one again. */
    static Step rollingRestart(int index, Random random) {
        return switch (index % 4) {
            case 0, 1 -> step(random, "one aggregator more", ProcessFaults::scaleUp);
            case 2 -> step(random, "every role in turn", ProcessFaults::restartAll);
            default -> step(random, "one aggregator again", ProcessFaults::scaleDown);
        };
    }

    private static String scaleUp(Stage stage) throws InterruptedException {
        for (Role each : stage.roles().aggregators()) {
            if (!each.isAlive()) {
                each.start();
                each.awaitReady();
                return each.name() + " is ready";
            }
        }
        if (stage.roles().aggregators().size() == MOST_AGGREGATORS) {
            return "there are " + MOST_AGGREGATORS;
        }
        Role more = stage.roles().addAggregator();
        more.start();
        more.awaitReady();
        return more.name() + " is ready";
    }

    private static String restartAll(Stage stage) throws InterruptedException, NoEffectException {
        int ended = 0;
        for (Role each : stage.roles().all()) {
            if (each.isAlive()) {
                int exit = each.stop();
                if (exit != BY_SIGTERM) {
                    throw new NoEffectException(each.name() + " ended with exit code " + exit + " on SIGTERM");
                }
                each.start();
                each.awaitReady();
                ended++;
            }
        }
        return ended + " ended in order and came back";
    }

    private static String scaleDown(Stage stage) throws InterruptedException {
        List<Role> all = stage.roles().aggregators();
        for (Role each : all.subList(1, all.size())) {
            each.stop();
        }
        return all.size() - 1 + " ended in order";
    }

    private static Step step(Random random, String fault, Step.Injection injection) {
        return new Step(random.nextInt(MOST_PAUSE_MS), fault, injection);
    }

    private ProcessFaults() {}
}
