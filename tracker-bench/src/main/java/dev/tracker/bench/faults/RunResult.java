package dev.tracker.bench.faults;

import dev.tracker.bench.faults.check.Findings;
import dev.tracker.bench.faults.ledger.Attempts;
import dev.tracker.bench.faults.stage.Stage;
import dev.tracker.bench.run.Measure;
import dev.tracker.bench.run.Spread;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run showed.
 *
 * @param ok whether every fault took effect, everything recovered, and every promise was kept
 * @param problems in words, what stood against it
 */
record RunResult(Measure line, boolean ok, List<String> problems) {

    private static final int MOST_PROBLEMS = 5;
    private static final int MOST_SEEN = 3;

    static RunResult of(
            String scenario,
            long seed,
            Stage stage,
            Findings findings,
            int faults,
            List<String> effects,
            List<Long> recoveriesMs,
            List<String> problems,
            double seconds) {
        Attempts attempts = stage.attempts();
        boolean ok = problems.isEmpty() && effects.size() == faults;
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("scenario", scenario);
        values.put("seed", seed);
        values.put("ok", ok);
        values.put("acked", attempts.of(Attempts.Fate.ACKED).size());
        values.put("unknown", attempts.of(Attempts.Fate.UNKNOWN).size());
        values.put("failed", attempts.of(Attempts.Fate.FAILED).size());
        values.put("deadLetters", findings.deadLetters());
        values.put("lost", findings.lost());
        values.put("duplicated", findings.duplicated());
        values.put("mismatched", findings.mismatched());
        values.put("madeUp", findings.madeUp());
        values.put("versionsBack", findings.versionsBack());
        values.put("faults", faults);
        values.put("tookEffect", effects.size());
        values.put("kills", stage.kills());
        if (!recoveriesMs.isEmpty()) {
            Spread spread =
                    Spread.of(recoveriesMs.stream().map(Long::doubleValue).toList());
            values.put("recoveryP50Ms", Math.round(spread.median()));
            values.put("recoveryMaxMs", Math.round(spread.max()));
        }
        values.put("seen", seen(effects));
        values.put("seconds", Math.round(seconds));
        values.put("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        if (!problems.isEmpty()) {
            values.put("problems", problems.stream().limit(MOST_PROBLEMS).toList());
        }
        return new RunResult(new Measure(values), ok, List.copyOf(problems));
    }

    /** The first ones and the last: enough to see what the faults looked like and, in a soak, what has grown. */
    private static List<String> seen(List<String> effects) {
        if (effects.size() <= MOST_SEEN) {
            return effects;
        }
        List<String> some = new ArrayList<>(effects.subList(0, MOST_SEEN - 1));
        some.add(effects.get(effects.size() - 1));
        return some;
    }
}
