package dev.tracker.bench.fold;

import dev.tracker.streams.Guarantee;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * One measurement of one subject.
 *
 * @param subject who
 * @param bootstrap where the events topic is
 * @param folder for its local state
 * @param id its application id and group, used once so that it starts from the beginning of the log
 * @param outputTopic where it writes
 * @param commitInterval how often it commits
 * @param guarantee of Streams and what is measured against it
 * @param warmUp events that are folded before the time begins
 */
public record FoldRun(
        String subject,
        String bootstrap,
        Path folder,
        String id,
        String outputTopic,
        Duration commitInterval,
        Guarantee guarantee,
        long warmUp) {

    /** Every subject has as many, those of the aggregator. */
    public static final int THREADS = 2;

    List<String> toArguments() {
        return List.of(
                subject,
                bootstrap,
                folder.toString(),
                id,
                outputTopic,
                Long.toString(commitInterval.toMillis()),
                guarantee.name(),
                Long.toString(warmUp));
    }

    static FoldRun ofArguments(String... arguments) {
        return new FoldRun(
                arguments[0],
                arguments[1],
                Path.of(arguments[2]),
                arguments[3],
                arguments[4],
                Duration.ofMillis(Long.parseLong(arguments[5])),
                Guarantee.valueOf(arguments[6]),
                Long.parseLong(arguments[7]));
    }
}
