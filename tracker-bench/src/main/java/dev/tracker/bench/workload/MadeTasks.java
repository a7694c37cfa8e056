package dev.tracker.bench.workload;

import dev.tracker.schemas.EventEnvelope;
import dev.tracker.schemas.Evidence;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.Outcome;
import dev.tracker.schemas.TokenCounts;
import dev.tracker.schemas.Usd;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Made tasks whose events are of the size and the mixture of real ones: some 330 bytes, a third of them about files, five criteria, fifteen files a task.
 * Not thread-safe.
 */
public final class MadeTasks {

    private static final int SEED = 7;
    private static final int CRITERIA = 5;
    private static final int FILES = 15;
    private static final int KINDS = 10;
    private static final int TASKS_A_PROJECT = 200;
    private static final int MICROS_BETWEEN = 100;

    private static final List<String> CRITERIA_TEXTS = IntStream.rangeClosed(1, CRITERIA)
            .mapToObj(number -> "Requirement " + number + " of the ticket holds and a test shows it")
            .toList();

    private final Random random;
    private final String prefix;
    private final UnaryOperator<Instant> workersClock;
    private final Instant begin = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private long made;

    public MadeTasks() {
        this(SEED, "", UnaryOperator.identity());
    }

    /**
     * Tasks that differ from others by their seed.
     *
     * @param prefix of the tasks' ids
     * @param workersClock what the workers' clocks show at a time
     */
    public MadeTasks(long seed, String prefix, UnaryOperator<Instant> workersClock) {
        this.random = new Random(seed);
        this.prefix = prefix;
        this.workersClock = workersClock;
    }

    /**
     * An event of a task.
     *
     * @param task the task's number, from 0
     * @param seq the event's number within it, from 0
     * @param length how many events the task has in all; the last one completes it
     */
    public ExecutionEvent event(int task, int seq, int length) {
        if (seq == 0) {
            return new ExecutionEvent.Start(
                    envelope(task, seq, null),
                    0,
                    CRITERIA_TEXTS,
                    100,
                    Usd.of(5),
                    "Mend the handling of case " + task + " in the import of the nightly batch");
        }
        if (seq == length - 1) {
            return new ExecutionEvent.Complete(
                    envelope(task, seq, "All requirements hold; the change is ready for review"), Outcome.SUCCESS);
        }
        return middle(task, seq);
    }

    /** A task that writes a file of that name. */
    public ExecutionEvent file(int task, int seq, String path) {
        return new ExecutionEvent.Action(envelope(task, seq, null), "create", path, true, random.nextInt(500));
    }

    /** A task that says something. */
    public ExecutionEvent log(int task, int seq, String message) {
        return new ExecutionEvent.Log(envelope(task, seq, message), 0);
    }

    private ExecutionEvent middle(int task, int seq) {
        return switch (seq % KINDS) {
            case 0 ->
                new ExecutionEvent.Iteration(envelope(task, seq, "Next: look at what the tests say"), seq / KINDS);
            case 1 ->
                new ExecutionEvent.Cost(
                        envelope(task, seq, null),
                        new Usd(1_000_000L * (1 + random.nextInt(20_000))),
                        new TokenCounts(random.nextInt(8000), random.nextInt(900), random.nextInt(20_000), 0),
                        "made-model-1");
            case 2, 5, 8 ->
                new ExecutionEvent.Action(
                        envelope(task, seq, "Changed the reading of the header line"),
                        seq % 4 == 0 ? "create" : "edit",
                        "src/main/java/com/acme/module" + task % 50 + "/Component" + random.nextInt(FILES) + ".java",
                        true,
                        random.nextInt(500));
            case 3, 6 ->
                new ExecutionEvent.Log(
                        envelope(
                                task,
                                seq,
                                "Ran the tests of the module: " + random.nextInt(900) + " passed, " + random.nextInt(9)
                                        + " failed, looking at the first failure"),
                        0);
            case 4 -> new ExecutionEvent.Action(envelope(task, seq, null), "run", "mvn -q -pl module test", true, 2000);
            case 7 ->
                new ExecutionEvent.Criterion(
                        envelope(task, seq, null), seq / KINDS % CRITERIA, true, Evidence.SELF_CHECKED, null);
            default -> new ExecutionEvent.Heartbeat(envelope(task, seq, null), 60_000);
        };
    }

    private EventEnvelope envelope(int task, int seq, @Nullable String message) {
        Instant time = begin.plus(made++ * MICROS_BETWEEN, ChronoUnit.MICROS);
        return new EventEnvelope(
                eventId(time),
                prefix + "task-%06d".formatted(task),
                "agent-%04d".formatted(task % 1000),
                "project-" + task / TASKS_A_PROJECT,
                null,
                1,
                seq,
                "agent-%04d".formatted(task % 1000),
                workersClock.apply(time),
                message);
    }

    /** UUIDv7, as workers make them: ids that come together lie together in an index. */
    private UUID eventId(Instant time) {
        long high = (time.toEpochMilli() << 16) | 0x7000 | random.nextInt(1 << 12);
        long low = (random.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
        return new UUID(high, low);
    }
}
