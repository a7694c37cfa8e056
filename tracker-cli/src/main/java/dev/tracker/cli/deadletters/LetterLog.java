package dev.tracker.cli.deadletters;

import dev.tracker.cli.kafka.TopicReader;
import dev.tracker.cli.option.UserException;
import dev.tracker.schemas.json.RefusalCode;
import dev.tracker.schemas.topics.ReplayHeaders;
import dev.tracker.schemas.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.header.Header;

/** The topic of dead letters, read from end to end. */
final class LetterLog {

    private final TopicReader reader;

    LetterLog(TopicReader reader) {
        this.reader = reader;
    }

    /**
     * Hands over each letter, in the order of each partition, a letter that was written twice only once.
     *
     * @return how often each letter has been sent again
     * @throws UserException if there is no such topic
     */
    Map<LetterPosition, Integer> read(Consumer<DeadLetter> each) {
        Map<LetterPosition, Integer> replays = new HashMap<>();
        Set<String> conflicts = new HashSet<>();
        try {
            reader.read(Topics.DEAD_LETTERS, record -> {
                DeadLetter letter = DeadLetter.of(record);
                if (letter == null) {
                    noteReplay(record, replays);
                } else if (isFirst(letter, conflicts)) {
                    each.accept(letter);
                }
            });
        } catch (UnknownTopicOrPartitionException e) {
            throw new UserException("there is no topic " + Topics.DEAD_LETTERS + "; `tracker topics` makes it", e);
        }
        return replays;
    }

    /** The topology writes a letter in the transaction of its offsets, once. A sink writes after its commit, and after a crash perhaps again. */
    private static boolean isFirst(DeadLetter letter, Set<String> conflicts) {
        return !letter.code().equals(RefusalCode.CONFLICT.name())
                || conflicts.add(letter.topic() + "/" + letter.sourcePartition() + "/" + letter.sourceOffset());
    }

    private static void noteReplay(ConsumerRecord<byte[], byte[]> record, Map<LetterPosition, Integer> replays) {
        Header header = record.headers().lastHeader(ReplayHeaders.REPLAYED);
        if (header != null && header.value() != null) {
            try {
                replays.merge(
                        LetterPosition.parse(new String(header.value(), StandardCharsets.UTF_8)), 1, Integer::sum);
            } catch (IllegalArgumentException e) {
                // Foreign: no command of ours writes such a note.
            }
        }
    }
}
