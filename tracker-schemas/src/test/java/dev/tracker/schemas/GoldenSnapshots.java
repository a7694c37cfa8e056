package dev.tracker.schemas;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The snapshots that the files in {@code golden/snapshots} hold, by the files' names. Files are added, never edited. */
public final class GoldenSnapshots {

    private static final Instant START = Instant.parse("2026-01-31T23:59:59.123456Z");
    private static final Instant APPENDED = Instant.parse("2026-02-01T00:00:00.007Z");

    public static Map<String, TaskProgress> all() {
        Map<String, TaskProgress> snapshots = new LinkedHashMap<>();
        snapshots.put("placeholder", placeholder());
        snapshots.put("running", running());
        snapshots.put("finished", finished());
        snapshots.put("estimated", estimated());
        return snapshots;
    }

    private static TaskProgress placeholder() {
        return new TaskProgress(
                "t",
                "default",
                "a",
                null,
                null,
                TaskStatus.PENDING,
                1,
                false,
                0,
                0,
                null,
                Criteria.NONE,
                Files.NONE,
                CostTotals.NONE,
                List.of(),
                Counters.ZERO,
                new Clocks(null, null, APPENDED, APPENDED, 0, 0, 0, false, 0),
                Emitters.NONE,
                new SourcePosition(0, 0, APPENDED));
    }

    private static TaskProgress running() {
        return new TaskProgress(
                "demo-task",
                "demo",
                "demo-agent",
                "parent",
                "Make it work",
                TaskStatus.IN_PROGRESS,
                2,
                true,
                3,
                50,
                12.5,
                Criteria.of(
                        3,
                        List.of(
                                new CriterionState(0, "Compiles", true, Evidence.CI),
                                new CriterionState(1, null, false, Evidence.CLAIMED),
                                CriterionState.unverified(2, "Tests pass \u00FC\u4E16\uD83D\uDE80"))),
                new Files(List.of(new FileEntry("src/Main.java", true), new FileEntry("pom.xml", false)), 7),
                new CostTotals(
                        new Usd(24_869_040_000L),
                        true,
                        new TokenCounts(12, 345, 6789, 10),
                        "model-1",
                        new Usd(1_500_000_000_000L),
                        Usd.ZERO),
                List.of(new LogEntry(START, "Started: Make it work"), new LogEntry(APPENDED, "a\u0001\u2028\"\\b")),
                new Counters(10, 1, 2, 3, 4, 5, 6, 7, 8),
                new Clocks(START, null, APPENDED, START, 10, 1500, 30_000, true, -250),
                new Emitters(
                        List.of(
                                new EmitterCursor("old", 1, 5, List.of(), 0),
                                new EmitterCursor(
                                        "demo-agent", 2, 9, List.of(new SeqRange(1, 1), new SeqRange(4, 7)), 2)),
                        1),
                new SourcePosition(5, 4711, APPENDED));
    }

    private static TaskProgress finished() {
        TaskProgress running = running();
        return new TaskProgress(
                "t\u00E4sk/1 \uD83D\uDE80",
                running.projectId(),
                running.agentId(),
                null,
                null,
                TaskStatus.FAILED,
                WireLimits.MAX_ATTEMPT,
                true,
                WireLimits.MAX_ITERATION,
                WireLimits.MAX_ITERATION,
                100.0 / 3,
                Criteria.of(0, List.of(new CriterionState(9999, null, true, Evidence.OBSERVED))),
                Files.NONE,
                new CostTotals(
                        new Usd(Long.MAX_VALUE),
                        true,
                        new TokenCounts(Long.MAX_VALUE, 0, 0, 0),
                        null,
                        Usd.ZERO,
                        Usd.ZERO),
                List.of(),
                Counters.ZERO,
                new Clocks(START, APPENDED, APPENDED, APPENDED, 2, 0, 0, false, 884),
                Emitters.NONE,
                new SourcePosition(7, Long.MAX_VALUE, APPENDED));
    }

    private static TaskProgress estimated() {
        TaskProgress placeholder = placeholder();
        return new TaskProgress(
                placeholder.taskId(),
                placeholder.projectId(),
                placeholder.agentId(),
                null,
                null,
                placeholder.status(),
                placeholder.attempt(),
                false,
                0,
                0,
                null,
                Criteria.NONE,
                Files.NONE,
                new CostTotals(
                        new Usd(1_524_869_040_000L),
                        true,
                        new TokenCounts(12, 345, 6789, 0),
                        "model-1",
                        null,
                        new Usd(24_869_040_000L)),
                List.of(),
                Counters.ZERO,
                placeholder.clocks(),
                Emitters.NONE,
                placeholder.position());
    }

    private GoldenSnapshots() {}
}
