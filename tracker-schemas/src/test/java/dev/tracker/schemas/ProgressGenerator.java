package dev.tracker.schemas;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Makes random states within the bounds of each field. They need not be states that the fold can reach. The same seed gives the same states. Not
 * thread-safe.
 */
public final class ProgressGenerator {

    private final RandomValues random;

    public ProgressGenerator(long seed) {
        random = new RandomValues(seed);
    }

    public TaskProgress next() {
        return new TaskProgress(
                random.id(),
                random.id(),
                random.id(),
                random.maybe(random::id),
                random.maybe(() -> random.text(TaskProgress.MAX_TITLE)),
                random.oneOf(TaskStatus.values()),
                attempt(),
                random.chance(0.5),
                random.upTo(WireLimits.MAX_ITERATION),
                random.upTo(WireLimits.MAX_ITERATION),
                random.maybe(random::percent),
                criteria(),
                files(),
                cost(),
                several(TaskProgress.MAX_LOGS, this::logEntry),
                new Counters(count(), count(), count(), count(), count(), count(), count(), count(), count()),
                clocks(),
                new Emitters(several(Emitters.MAX_CURSORS, this::cursor), count()),
                new SourcePosition(random.upTo(64), count(), brokerTime()));
    }

    private Criteria criteria() {
        int entries = random.upTo(20);
        return Criteria.of(
                random.chance(0.5) ? 0 : entries + random.upTo(WireLimits.MAX_CRITERIA - entries),
                IntStream.range(0, entries)
                        .mapToObj(index -> new CriterionState(
                                index,
                                random.maybe(() -> random.text(TaskProgress.MAX_CRITERION_TEXT)),
                                random.chance(0.5),
                                random.maybe(() -> random.oneOf(Evidence.values()))))
                        .toList());
    }

    private Files files() {
        return new Files(several(12, () -> new FileEntry(random.id() + random.text(700), random.chance(0.5))), count());
    }

    private CostTotals cost() {
        return new CostTotals(
                random.chance(0.1) ? new Usd(Long.MAX_VALUE) : random.usd(),
                random.chance(0.5),
                new TokenCounts(count(), count(), count(), random.upTo(Long.MAX_VALUE)),
                random.maybe(() -> random.text(WireLimits.MAX_ID)),
                random.maybe(random::usd),
                random.chance(0.5) ? Usd.ZERO : random.usd());
    }

    private LogEntry logEntry() {
        return new LogEntry(random.time(), random.text(TaskProgress.MAX_LOG_TEXT));
    }

    private Clocks clocks() {
        return new Clocks(
                random.maybe(random::time),
                random.maybe(random::time),
                brokerTime(),
                brokerTime(),
                count(),
                count(),
                count(),
                random.chance(0.5),
                random.chance(0.5) ? count() : -count());
    }

    private EmitterCursor cursor() {
        List<SeqRange> missing = new ArrayList<>();
        long next = 0;
        for (int i = random.upTo(EmitterCursor.MAX_RANGES); i > 0; i--) {
            long from = next + random.upTo(1000);
            long to = from + random.upTo(1000);
            missing.add(new SeqRange(from, to));
            next = to + 1;
        }
        return new EmitterCursor(random.id(), attempt(), next, missing, count());
    }

    private <T> List<T> several(int max, Supplier<T> element) {
        return Stream.generate(element).limit(random.upTo(max)).toList();
    }

    private Instant brokerTime() {
        return Instant.ofEpochMilli(random.upTo(4_000_000_000_000L));
    }

    private int attempt() {
        return 1 + random.upTo(WireLimits.MAX_ATTEMPT - 1);
    }

    private long count() {
        return random.upTo(WireLimits.MAX_SAFE_INTEGER);
    }
}
