package dev.tracker.schemas;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The events that the files in {@code golden/events} hold, by the files' names. Files are added, never edited: older events must stay readable. */
public final class GoldenEvents {

    private static final UUID V7 = UUID.fromString("0190a5e4-7f00-7abc-8def-0123456789ab");
    private static final UUID NAME_BASED = UUID.fromString("5df41881-3aed-3515-88a7-2f4a814cf09e");
    private static final TokenCounts MOST_TOKENS = new TokenCounts(
            WireLimits.MAX_SAFE_INTEGER,
            WireLimits.MAX_SAFE_INTEGER,
            WireLimits.MAX_SAFE_INTEGER,
            WireLimits.MAX_SAFE_INTEGER);

    /** Written as they are read. */
    public static Map<String, ExecutionEvent> canonical() {
        Map<String, ExecutionEvent> events = new LinkedHashMap<>();
        events.put("start-minimal", new ExecutionEvent.Start(minimal(), 0, null, 0, null, null));
        events.put(
                "start-maximal",
                new ExecutionEvent.Start(
                        maximal(),
                        0,
                        List.of("Compiles", "Tests pass: \u00FC \u4E16\u754C \uD83D\uDE80", ""),
                        WireLimits.MAX_ITERATION,
                        new Usd(1_500_000_000_000L),
                        "Make \"it\" work\r\n\t\\ </script>"));
        events.put(
                "start-counted",
                new ExecutionEvent.Start(usual(0, null), WireLimits.MAX_CRITERIA, null, 50, null, null));
        events.put("iteration", new ExecutionEvent.Iteration(usual(1, null), 3));
        events.put("progress", new ExecutionEvent.Progress(usual(2, null), 12.5));
        events.put("progress-done", new ExecutionEvent.Progress(usual(3, null), 100));
        events.put("criterion-minimal", new ExecutionEvent.Criterion(minimal(), 0, true, Evidence.CLAIMED, null));
        events.put(
                "criterion-maximal",
                new ExecutionEvent.Criterion(
                        maximal(), WireLimits.MAX_CRITERIA - 1, false, Evidence.SELF_CHECKED, "Compiles"));
        events.put("criterion-ci", new ExecutionEvent.Criterion(usual(4, null), 2, true, Evidence.CI, null));
        events.put(
                "action-minimal",
                new ExecutionEvent.Action(minimal(), "bash", null, null, ExecutionEvent.Action.UNKNOWN_DURATION));
        events.put(
                "action-maximal",
                new ExecutionEvent.Action(
                        maximal(), "edit", "src/\u00FCber/Main.java", true, WireLimits.MAX_SAFE_INTEGER));
        events.put("action-failed", new ExecutionEvent.Action(usual(5, null), "create", "a.txt", false, 0));
        events.put("cost-minimal", new ExecutionEvent.Cost(minimal(), null, TokenCounts.ZERO, null));
        events.put(
                "cost-maximal",
                new ExecutionEvent.Cost(
                        maximal(), new Usd(WireLimits.MAX_USD * 1_000_000_000_000L - 1), MOST_TOKENS, "model-1"));
        events.put(
                "cost",
                new ExecutionEvent.Cost(
                        usual(6, null), new Usd(24_869_040_000L), new TokenCounts(12, 345, 6789, 0), "model-1"));
        events.put(
                "cost-estimated",
                new ExecutionEvent.Cost(
                        usual(11, null), new Usd(24_869_040_000L), new TokenCounts(12, 345, 6789, 0), "model-1", true));
        events.put("error-minimal", new ExecutionEvent.ErrorReport(minimal(), "", false));
        events.put("error-maximal", new ExecutionEvent.ErrorReport(maximal(), "HTTP 529: overloaded", true));
        events.put("log", new ExecutionEvent.Log(usual(7, "Reading \u001B[1mMain.java\u001B[0m"), 0));
        events.put("log-maximal", new ExecutionEvent.Log(maximal(), WireLimits.MAX_SAFE_INTEGER));
        events.put("heartbeat-minimal", new ExecutionEvent.Heartbeat(minimal(), 0));
        events.put("heartbeat", new ExecutionEvent.Heartbeat(usual(8, null), 30_000));
        events.put("waiting", new ExecutionEvent.Waiting(usual(9, "For approval"), 3_600_000));
        events.put("complete-success", new ExecutionEvent.Complete(usual(10, null), Outcome.SUCCESS));
        events.put("complete-failed", new ExecutionEvent.Complete(maximal(), Outcome.FAILED));
        events.put("complete-cancelled", new ExecutionEvent.Complete(minimal(), Outcome.CANCELLED));
        return events;
    }

    /** Read, but written in another form: defaults left out, another order, fields of a newer writer, other notations. */
    public static Map<String, ExecutionEvent> accepted() {
        Map<String, ExecutionEvent> events = new LinkedHashMap<>();
        events.put("bare", new ExecutionEvent.Heartbeat(envelope("demo-task", "demo-agent", null), 0));
        events.put("other-order", new ExecutionEvent.Progress(usual(2, null), 12.5));
        events.put("newer-writer", new ExecutionEvent.Iteration(usual(1, null), 3));
        events.put(
                "other-notations",
                new ExecutionEvent.Cost(usual(6, "\uD83D\uDE80/"), new Usd(24_869_040_000L), TokenCounts.ZERO, null));
        events.put("success-unknown", new ExecutionEvent.Action(minimal(), "bash", null, null, -1));
        events.put("both-criteria", new ExecutionEvent.Start(minimal(), 1, List.of("Compiles"), 0, null, null));
        events.put("no-criteria", new ExecutionEvent.Start(minimal(), 4, null, 0, null, null));
        return events;
    }

    private static EventEnvelope minimal() {
        return envelope("t", "a", null);
    }

    private static EventEnvelope envelope(String task, String agent, @Nullable String message) {
        return new EventEnvelope(
                NAME_BASED,
                task,
                agent,
                EventEnvelope.DEFAULT_PROJECT,
                null,
                1,
                EventEnvelope.UNSEQUENCED,
                agent,
                null,
                message);
    }

    private static EventEnvelope usual(long seq, @Nullable String message) {
        Instant time = Instant.parse("2026-01-31T23:59:59.123Z");
        return new EventEnvelope(V7, "demo-task", "demo-agent", "demo", null, 1, seq, "demo-agent", time, message);
    }

    private static EventEnvelope maximal() {
        return new EventEnvelope(
                V7,
                "t\u00E4sk/1 \uD83D\uDE80",
                "agent\u202E",
                "project",
                "parent",
                WireLimits.MAX_ATTEMPT,
                WireLimits.MAX_SAFE_INTEGER,
                "emitter",
                Instant.parse("9999-12-31T23:59:59.999999Z"),
                "a\u0001\u2028b");
    }

    private GoldenEvents() {}
}
