package dev.tracker.bench.growth;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * What is measured.
 *
 * @param events events of a phase
 * @param rounds measured phases
 * @param maxTasks most tasks of a point
 */
record Plan(long events, int rounds, int maxTasks) {

    static final String KNOWN_TASKS = "known-tasks";
    static final String EVENTS_PER_TASK = "events-per-task";
    static final String DISTINCT_FILES = "distinct-files";
    static final String MESSAGE_CHARS = "message-chars";
    static final String LIVE_TASKS = "live-tasks";

    private static final int ACTIVE = 1_000;
    private static final int LIVES_AT_ONCE = 10;
    private static final int HOSTILE_AT_ONCE = 3;
    private static final int HOSTILE_LENGTH = 100_000;
    private static final int WARM_UPS = 2;
    private static final long MOST_PHASE_CHARS = 256L * 1024 * 1024;
    private static final int EVENTS_A_LIVE_TASK = 10;

    List<Series> series() {
        return List.of(knownTasks(), eventsPerTask(), distinctFiles(), messageChars(), liveTasks());
    }

    private Series knownTasks() {
        List<Series.Point> points = new ArrayList<>();
        for (long known : upTo(maxTasks, 1_000, 10_000, 100_000, 1_000_000)) {
            int active = (int) Math.min(ACTIVE, Math.min(known, maxTasks));
            points.add(new Series.Point(known, new KnownTasks((int) known, active), events));
        }
        return new Series(KNOWN_TASKS, points, WARM_UPS, rounds, List.of(), true);
    }

    /** A task must come to its length within the phases, so few events mean short tasks. */
    private Series eventsPerTask() {
        long longest = events * (WARM_UPS + rounds) / LIVES_AT_ONCE;
        List<Series.Point> points = new ArrayList<>();
        for (long length : upTo(Math.max(10, longest), 10, 1_000, 100_000)) {
            points.add(new Series.Point(length, new Lives(LIVES_AT_ONCE, (int) length), events));
        }
        return new Series(EVENTS_PER_TASK, points, WARM_UPS, rounds, List.of(), false);
    }

    private Series distinctFiles() {
        List<Series.Point> points = new ArrayList<>();
        for (int files : new int[] {10, HOSTILE_LENGTH}) {
            Lives.Deed deed = (made, task, seq) -> made.file(task, seq, "src/generated/part-" + seq % files + ".txt");
            points.add(new Series.Point(files, new Lives(HOSTILE_AT_ONCE, HOSTILE_LENGTH, deed), events));
        }
        return new Series(DISTINCT_FILES, points, 1, 1, List.of(), false);
    }

    private Series messageChars() {
        List<Series.Point> points = new ArrayList<>();
        for (int chars : new int[] {64, 65_536}) {
            String message = "x".repeat(chars);
            Lives.Deed deed = (made, task, seq) -> made.log(task, seq, message);
            points.add(new Series.Point(
                    chars, new Lives(LIVES_AT_ONCE, HOSTILE_LENGTH, deed), Math.min(events, MOST_PHASE_CHARS / chars)));
        }
        return new Series(MESSAGE_CHARS, points, 1, 1, List.of(), false);
    }

    private Series liveTasks() {
        List<Series.Point> points = new ArrayList<>();
        for (long live : upTo(maxTasks, 10_000, 100_000)) {
            points.add(new Series.Point(
                    live, new KnownTasks((int) live, (int) live), Math.min(events, live) * EVENTS_A_LIVE_TASK));
        }
        return new Series(LIVE_TASKS, points, 1, 1, List.of("-Xms64m", "-Xmx1g"), false);
    }

    /** Those up to the most; the most itself where it lies between two of them. */
    private static List<Long> upTo(long most, long... values) {
        long last = Math.min(most, values[values.length - 1]);
        return LongStream.concat(LongStream.of(values).filter(value -> value < last), LongStream.of(last))
                .boxed()
                .toList();
    }
}
