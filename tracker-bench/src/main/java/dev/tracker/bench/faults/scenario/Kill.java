package dev.tracker.bench.faults.scenario;

import dev.tracker.bench.faults.role.Role;
import dev.tracker.bench.faults.stage.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** {@code kill -9} at random moments; what was killed is started again at once, as an init system would. */
final class Kill implements Scenario {

    /** 128 and the number of SIGKILL. */
    static final int BY_SIGKILL = 137;

    private static final int MOST_PAUSE_MS = 2_500;

    private final String name;
    private final String fault;
    private final int weight;
    private final Function<Stage, List<Role>> targets;

    Kill(String name, String fault, int weight, Function<Stage, List<Role>> targets) {
        this.name = name;
        this.fault = fault;
        this.weight = weight;
        this.targets = targets;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String fault() {
        return fault;
    }

    @Override
    public String holds() {
        return "I1-I6";
    }

    @Override
    public int secondsAStep() {
        return 6;
    }

    @Override
    public int weight() {
        return weight;
    }

    @Override
    public List<Step> plan(Random random, int steps) {
        List<Step> plan = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            int pick = random.nextInt(1 << 16);
            plan.add(new Step(random.nextInt(MOST_PAUSE_MS), "kill -9, draw " + pick, stage -> {
                List<Role> all = targets.apply(stage);
                return kill(stage, all.get(pick % all.size()));
            }));
        }
        return plan;
    }

    static String kill(Stage stage, Role role) throws InterruptedException, NoEffectException {
        int exit = role.kill();
        stage.killed();
        role.start();
        if (exit != BY_SIGKILL) {
            throw new NoEffectException(role.name() + " had ended by itself, with exit code " + exit);
        }
        return role.name() + " exit " + exit;
    }
}
