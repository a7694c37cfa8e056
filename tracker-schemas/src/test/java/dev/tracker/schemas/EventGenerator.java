package dev.tracker.schemas;

import java.util.stream.Stream;

/** Makes random valid events. The same seed gives the same events. Not thread-safe. */
public final class EventGenerator {

    private final RandomValues random;

    public EventGenerator(long seed) {
        random = new RandomValues(seed);
    }

    /** An event of any type, task and attempt. */
    public ExecutionEvent next() {
        return next(random.oneOf(EventType.values()), envelope());
    }

    /** An event with that envelope and a random payload of that type. */
    public ExecutionEvent next(EventType type, EventEnvelope envelope) {
        return switch (type) {
            case START -> start(envelope);
            case ITERATION -> new ExecutionEvent.Iteration(envelope, random.upTo(WireLimits.MAX_ITERATION));
            case PROGRESS -> new ExecutionEvent.Progress(envelope, random.percent());
            case CRITERION ->
                new ExecutionEvent.Criterion(
                        envelope,
                        random.upTo(WireLimits.MAX_CRITERIA - 1),
                        random.chance(0.5),
                        random.oneOf(Evidence.values()),
                        random.maybe(this::text));
            case ACTION -> action(envelope);
            case COST ->
                new ExecutionEvent.Cost(
                        envelope,
                        random.maybe(random::usd),
                        new TokenCounts(count(), count(), count(), count()),
                        random.maybe(() -> random.text(WireLimits.MAX_ID)),
                        random.chance(0.3));
            case ERROR -> new ExecutionEvent.ErrorReport(envelope, text(), random.chance(0.5));
            case LOG -> new ExecutionEvent.Log(envelope, count());
            case HEARTBEAT -> new ExecutionEvent.Heartbeat(envelope, count());
            case WAITING -> new ExecutionEvent.Waiting(envelope, count());
            case COMPLETE -> new ExecutionEvent.Complete(envelope, random.oneOf(Outcome.values()));
        };
    }

    /** Random identities: hardly ever the same task twice. */
    public EventEnvelope envelope() {
        String taskId = random.id();
        String agentId = random.id();
        String parent = random.maybe(random::id);
        return new EventEnvelope(
                random.uuid(),
                taskId,
                agentId,
                random.chance(0.5) ? EventEnvelope.DEFAULT_PROJECT : random.id(),
                taskId.equals(parent) ? null : parent,
                1 + random.upTo(WireLimits.MAX_ATTEMPT - 1),
                random.chance(0.2) ? EventEnvelope.UNSEQUENCED : count(),
                random.chance(0.5) ? agentId : random.id(),
                random.maybe(random::time),
                random.maybe(this::text));
    }

    private ExecutionEvent start(EventEnvelope envelope) {
        boolean named = random.chance(0.5);
        return new ExecutionEvent.Start(
                envelope,
                named ? 0 : random.upTo(WireLimits.MAX_CRITERIA),
                named ? Stream.generate(this::text).limit(random.upTo(12)).toList() : null,
                random.upTo(WireLimits.MAX_ITERATION),
                random.maybe(random::usd),
                random.maybe(this::text));
    }

    private ExecutionEvent action(EventEnvelope envelope) {
        return new ExecutionEvent.Action(
                envelope,
                text(),
                random.maybe(this::text),
                random.maybe(() -> random.chance(0.5)),
                random.chance(0.3) ? ExecutionEvent.Action.UNKNOWN_DURATION : count());
    }

    private String text() {
        return random.text(WireLimits.MAX_TEXT);
    }

    private long count() {
        return random.upTo(WireLimits.MAX_SAFE_INTEGER);
    }
}
