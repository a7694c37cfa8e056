package dev.tracker.core;

import dev.tracker.schemas.EventEnvelope;
import dev.tracker.schemas.Evidence;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.Outcome;
import dev.tracker.schemas.TokenCounts;
import dev.tracker.schemas.Usd;
import dev.tracker.schemas.WireLimits;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What the events of one made task report. */
final class RandomPayloads {

    private static final String[] ACTIONS = {"create", "write", "edit", "read", "bash", "Create", ""};
    private static final int LONGEST_LISTED_PATH = 1024;

    private final Random random;
    private final SequenceProfile profile;
    private final RandomStarts starts;
    private int iteration;
    private int files;

    RandomPayloads(Random random, SequenceProfile profile) {
        this.random = random;
        this.profile = profile;
        this.starts = new RandomStarts(random);
    }

    ExecutionEvent next(EventEnvelope envelope) {
        if (random.nextDouble() < profile.ends()) {
            return new ExecutionEvent.Complete(envelope, pick(Outcome.values()));
        }
        if (profile.manyFiles() && random.nextInt(3) > 0) {
            return action(envelope);
        }
        return switch (random.nextInt(20)) {
            case 0, 1 -> starts.next(envelope);
            case 2, 3 -> new ExecutionEvent.Iteration(envelope, iteration());
            case 4, 5 -> new ExecutionEvent.Progress(envelope, percent());
            case 6, 7, 8, 9, 10 -> criterion(envelope);
            case 11, 12 -> cost(envelope);
            case 13 -> new ExecutionEvent.ErrorReport(envelope, RandomTexts.around(250, random), random.nextBoolean());
            case 14 -> new ExecutionEvent.Log(envelope, silence());
            case 15 -> new ExecutionEvent.Heartbeat(envelope, silence());
            case 16 -> new ExecutionEvent.Waiting(envelope, silence());
            default -> action(envelope);
        };
    }

    private int iteration() {
        if (random.nextInt(200) == 0) {
            return WireLimits.MAX_ITERATION;
        }
        iteration += random.nextInt(2);
        return Math.max(0, iteration - (random.nextInt(4) == 0 ? random.nextInt(3) : 0));
    }

    private double percent() {
        return switch (random.nextInt(6)) {
            case 0 -> 0;
            case 1 -> 100;
            case 2, 3 -> random.nextInt(4) * 25;
            default -> random.nextDouble() * 100;
        };
    }

    private ExecutionEvent.Criterion criterion(EventEnvelope envelope) {
        int index = switch (random.nextInt(40)) {
            case 0 -> WireLimits.MAX_CRITERIA - 1;
            case 1, 2, 3 -> random.nextInt(400);
            case 4, 5, 6, 7 -> starts.lastDeclared() + random.nextInt(2);
            case 8, 9, 10, 11 -> Math.max(0, starts.lastDeclared() - 1);
            default -> random.nextInt(8);
        };
        return new ExecutionEvent.Criterion(
                envelope,
                Math.min(index, WireLimits.MAX_CRITERIA - 1),
                random.nextInt(4) > 0,
                pick(Evidence.values()),
                random.nextInt(3) == 0 ? RandomTexts.around(256, random) : null);
    }

    private ExecutionEvent.Action action(EventEnvelope envelope) {
        Boolean success = random.nextInt(8) == 0 ? null : Boolean.valueOf(random.nextInt(8) > 0);
        long duration = switch (random.nextInt(4)) {
            case 0 -> ExecutionEvent.Action.UNKNOWN_DURATION;
            case 1 -> WireLimits.MAX_SAFE_INTEGER;
            default -> random.nextInt(60_000);
        };
        return new ExecutionEvent.Action(envelope, action(), target(), success, duration);
    }

    private String action() {
        int any = random.nextInt(30) == 0 ? ACTIONS.length : 5;
        return profile.manyFiles() ? ACTIONS[random.nextInt(3)] : ACTIONS[random.nextInt(any)];
    }

    private @Nullable String target() {
        int kind = random.nextInt(20);
        if (kind == 0) {
            return null;
        }
        if (kind == 1) {
            return "";
        }
        if (kind == 2 && !profile.manyFiles()) {
            return RandomTexts.around(random.nextBoolean() ? 245 : LONGEST_LISTED_PATH, random);
        }
        if (kind < 8 && files > 0) {
            return path(random.nextInt(files));
        }
        return path(profile.manyFiles() ? files++ : random.nextInt(6));
    }

    /** The same number always gives the same path. Sixteen of the longest fill the list to the last unit. */
    private String path(int number) {
        String path = "src/File" + number + ".java";
        boolean isShort = !profile.longPaths() || number % 23 == 22;
        int tooLong = number % 7 == 5 ? 1 : 0;
        return isShort ? path : path + "x".repeat(LONGEST_LISTED_PATH + tooLong - path.length());
    }

    private ExecutionEvent.Cost cost(EventEnvelope envelope) {
        Usd usd = random.nextInt(3) == 0 ? null : usd();
        return new ExecutionEvent.Cost(
                envelope,
                usd,
                new TokenCounts(tokens(), tokens(), tokens(), tokens()),
                random.nextBoolean() ? "model-" + random.nextInt(3) : null,
                usd != null && usd.pico() % 4 == 0);
    }

    private Usd usd() {
        if (profile.rich()) {
            return Usd.of(WireLimits.MAX_USD);
        }
        return random.nextInt(5) == 0 ? Usd.ZERO : Usd.of(random.nextDouble() * (random.nextBoolean() ? 1e-6 : 2));
    }

    private long tokens() {
        return switch (random.nextInt(profile.rich() ? 2 : 10)) {
            case 0 -> 0;
            case 1 -> WireLimits.MAX_SAFE_INTEGER;
            default -> random.nextInt(100_000);
        };
    }

    private long silence() {
        return switch (random.nextInt(5)) {
            case 0 -> random.nextInt(1_000_000);
            case 1 -> WireLimits.MAX_SAFE_INTEGER;
            default -> 0;
        };
    }

    private <T> T pick(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
