package dev.tracker.bench.fold;

import dev.tracker.bench.run.BenchException;
import dev.tracker.cli.kafka.TopicReader;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.json.SnapshotReader;
import dev.tracker.schemas.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Looks at what a subject has written: a fast subject with a wrong result is none. */
final class OutputCheck {

    /** What was written: bytes are of the values, before compression. */
    record Written(long records, long valueBytes) {}

    private final TopicReader reader;
    private final Map<String, TaskProgress> expected;
    private final long events;

    OutputCheck(TopicReader reader, Map<String, TaskProgress> expected, long events) {
        this.reader = reader;
        this.expected = expected;
        this.events = events;
    }

    /** @throws BenchException if the topic is not what the subject should have made of the log */
    Written check(FoldRun run) {
        Map<String, byte[]> latest = new HashMap<>();
        long[] written = new long[2];
        reader.read(run.outputTopic(), record -> {
            written[0]++;
            written[1] += record.value().length;
            if (Subjects.folds(run.subject())) {
                latest.put(new String(record.key(), StandardCharsets.UTF_8), record.value());
            }
        });
        if (run.subject().equals(Subjects.TRACKER)) {
            requireNoDeadLetters();
        }
        if (Subjects.folds(run.subject())) {
            compare(run, latest);
        } else if (written[0] != events) {
            throw new BenchException(run.subject() + " wrote " + written[0] + " records, not " + events);
        }
        return new Written(written[0], written[1]);
    }

    /** All events of a workload are events; with the comparison of the snapshots this is what `tracker audit` asks of the topics. */
    private void requireNoDeadLetters() {
        long[] letters = new long[1];
        reader.read(Topics.DEAD_LETTERS, record -> letters[0]++);
        if (letters[0] > 0) {
            throw new BenchException(letters[0] + " dead letters, but every record was an event");
        }
    }

    private void compare(FoldRun run, Map<String, byte[]> latest) {
        long wrong = wrong(expected, latest);
        if (wrong > 0) {
            throw new BenchException("%s: of %,d tasks %,d are wrong, missing or made up"
                    .formatted(run.subject(), expected.size(), wrong));
        }
    }

    /** How many tasks are not as they should be, and how many should not be. */
    static long wrong(Map<String, TaskProgress> expected, Map<String, byte[]> latest) {
        long different = expected.entrySet().stream()
                .filter(entry -> {
                    byte[] json = latest.get(entry.getKey());
                    return json == null || !SnapshotReader.read(json).equals(entry.getValue());
                })
                .count();
        long madeUp = latest.keySet().stream()
                .filter(task -> !expected.containsKey(task))
                .count();
        return different + madeUp;
    }
}
