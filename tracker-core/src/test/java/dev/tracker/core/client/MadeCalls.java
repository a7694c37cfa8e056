package dev.tracker.core.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracker.schemas.Evidence;
import dev.tracker.schemas.Outcome;
import dev.tracker.schemas.TokenCounts;
import dev.tracker.schemas.Usd;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Makes calls of a worker that are the same for both clients. The same seed makes the same calls. */
final class MadeCalls {

    private static final List<String> TASKS = List.of("task-1", "task 2", "täsk-3");
    private static final List<String> ACTIONS = List.of("create", "write", "edit", "run", "");
    private static final List<String> TEXTS = List.of(
            "",
            "short",
            "\u0000 and \uD83D\uDE00",
            "half \uD83D of a pair, \uDE00 the other",
            "\uD83D\uDE00".repeat(300),
            "x" + "\uD83D\uDE00".repeat(300),
            "long ".repeat(20_000),
            "<b>\r\n\u001b[31m\u202e\"\\");
    private static final int KINDS = 13;

    /** A call as Java makes it, and as {@code calls.py} reads it. */
    record Call(Instant now, String taskId, Consumer<ProgressTracker> inJava, ObjectNode inPython) {}

    private final ObjectMapper json = new ObjectMapper();
    private final SplittableRandom random;
    private Instant now = Instant.parse("2026-03-01T23:59:00Z");

    private MadeCalls(long seed) {
        this.random = new SplittableRandom(seed);
    }

    static List<Call> ofSeed(long seed, int count) {
        MadeCalls made = new MadeCalls(seed);
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            calls.add(made.next());
        }
        return calls;
    }

    private Call next() {
        // Without a fraction, with milliseconds, with microseconds.
        now = now.plusNanos(List.of(1_000_000_000L, 120_000_000L, 7_000L).get(random.nextInt(3)));
        String task = oneOf(TASKS);
        return switch (random.nextInt(KINDS)) {
            case 0 -> start(task);
            case 1 -> {
                int iteration = random.nextInt(50);
                yield call(task, t -> t.updateIteration(task, iteration), "update_iteration", iteration);
            }
            case 2 -> {
                double percent = random.nextInt(1001) / 10.0;
                yield call(task, t -> t.updateProgress(task, percent), "update_progress", percent);
            }
            case 3, 4 -> {
                int index = random.nextInt(6);
                boolean verified = random.nextInt(4) > 0;
                Evidence evidence = oneOf(List.of(Evidence.values()));
                yield call(
                        task,
                        t -> t.verifyCriterion(task, index, verified, evidence),
                        "verify_criterion",
                        index,
                        verified,
                        evidence.wireName());
            }
            case 5, 6 -> action(task);
            case 7 -> {
                String error = oneOf(TEXTS);
                boolean willRetry = random.nextBoolean();
                yield call(task, t -> t.logError(task, error, willRetry), "log_error", error, willRetry);
            }
            case 8 -> cost(task);
            case 9 -> {
                String text = oneOf(TEXTS);
                yield call(task, t -> t.log(task, text), "log", text);
            }
            case 10 -> call(task, t -> t.heartbeat(task, Duration.ofSeconds(90)), "heartbeat", 90);
            case 11 -> {
                String text = oneOf(TEXTS);
                yield call(task, t -> t.waiting(task, text), "waiting", text);
            }
            default -> complete(task);
        };
    }

    private Call start(String task) {
        StartOptions options = StartOptions.none();
        ObjectNode named = json.createObjectNode();
        int total = random.nextInt(7);
        int iterations = random.nextInt(3) * 10;
        options = options.withCriteriaTotal(total).withMaxIterations(iterations);
        if (random.nextInt(3) == 0) {
            List<String> texts = random.ints(random.nextInt(5), 0, TEXTS.size())
                    .mapToObj(TEXTS::get)
                    .toList();
            options = options.withCriteria(texts);
            ArrayNode list = named.putArray("criteria");
            texts.forEach(list::add);
        }
        if (random.nextInt(3) == 0) {
            double budget = random.nextInt(100) / 8.0;
            options = options.withMaxCost(Usd.of(budget));
            named.put("max_cost", budget);
        }
        if (random.nextInt(2) == 0) {
            String title = oneOf(TEXTS);
            options = options.withTitle(title);
            named.put("title", title);
        }
        if (random.nextInt(4) == 0) {
            String parent = "parent-" + random.nextInt(2);
            options = options.withParentTaskId(parent);
            named.put("parent_task_id", parent);
        }
        int attempt = random.nextInt(3) == 0 ? 1 + random.nextInt(4) : 0;
        named.put("attempt", attempt);
        String agent = "agent-" + random.nextInt(3);
        StartOptions all = options.withAttempt(attempt).withAgentId(agent);
        Call call = call(task, t -> t.startTask(task, all), "start_task", agent, total, iterations);
        call.inPython().set("named", named);
        return call;
    }

    private Call action(String task) {
        String action = oneOf(ACTIONS);
        String target = random.nextInt(5) == 0
                ? null
                : random.nextInt(20) == 0
                        ? oneOf(TEXTS)
                        : ("dir/" + "n".repeat(random.nextInt(2) * 900) + random.nextInt(300));
        Boolean success = random.nextInt(5) == 0 ? null : Boolean.valueOf(random.nextInt(4) > 0);
        return call(
                task,
                t -> t.logAction(task, action, target, success, Duration.ofMillis(1500)),
                "log_action",
                action,
                target,
                success,
                1.5);
    }

    private Call cost(String task) {
        BigDecimal usd = random.nextInt(4) == 0 ? null : BigDecimal.valueOf(random.nextInt(5_000_000), 8);
        TokenCounts tokens = new TokenCounts(random.nextInt(9_000), random.nextInt(900), random.nextInt(2), 0);
        String model = random.nextBoolean() ? null : oneOf(TEXTS);
        return call(
                task,
                t -> t.cost(task, usd == null ? null : Usd.of(usd), tokens, model),
                "cost",
                usd,
                tokens.input(),
                tokens.output(),
                tokens.cacheRead(),
                tokens.cacheWrite(),
                model);
    }

    private Call complete(String task) {
        Outcome outcome = oneOf(List.of(Outcome.values()));
        return switch (outcome) {
            case SUCCESS -> call(task, t -> t.completeTask(task), "complete_task", true);
            case FAILED -> call(task, t -> t.completeTask(task, Outcome.FAILED), "complete_task", false);
            case CANCELLED -> {
                String reason = oneOf(TEXTS);
                yield call(task, t -> t.cancel(task, reason), "cancel_task", reason);
            }
        };
    }

    private Call call(String task, Consumer<ProgressTracker> inJava, String method, Object... values) {
        ObjectNode inPython = json.createObjectNode();
        inPython.put("now", now.toString().replace("Z", "+00:00"));
        inPython.put("method", method);
        inPython.put("taskId", task);
        ArrayNode list = inPython.putArray("values");
        for (Object value : values) {
            list.addPOJO(value);
        }
        return new Call(now, task, inJava, inPython);
    }

    private <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
