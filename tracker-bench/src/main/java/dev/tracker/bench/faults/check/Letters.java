package dev.tracker.bench.faults.check;

import dev.tracker.cli.kafka.TopicReader;
import dev.tracker.schemas.topics.DeadLetterHeaders;
import dev.tracker.schemas.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The dead letters, by where their originals stand. Not thread-safe. */
final class Letters {

    private final Map<String, UUID> byOrigin = new HashMap<>();
    private final Set<UUID> ids = new HashSet<>();
    private final List<String> twice = new ArrayList<>();

    static Letters read(TopicReader reader) {
        Letters letters = new Letters();
        reader.read(Topics.DEAD_LETTERS, letters::accept);
        return letters;
    }

    private void accept(ConsumerRecord<byte[], byte[]> letter) {
        String origin = header(letter, DeadLetterHeaders.PARTITION) + "/" + header(letter, DeadLetterHeaders.OFFSET);
        UUID id = LogView.idOf(letter);
        ids.add(id);
        if (byOrigin.put(origin, id) != null) {
            twice.add(origin);
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    Map<String, UUID> byOrigin() {
        return byOrigin;
    }

    Set<UUID> ids() {
        return ids;
    }

    /** Originals that have more than one. */
    List<String> twice() {
        return twice;
    }
}
