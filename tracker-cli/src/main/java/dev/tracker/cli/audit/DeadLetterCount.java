package dev.tracker.cli.audit;

import dev.tracker.cli.kafka.TopicReader;
import dev.tracker.schemas.json.RefusalCode;
import dev.tracker.schemas.topics.DeadLetterHeaders;
import dev.tracker.schemas.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.header.Header;

/** The dead letters of records that are no events: those that the log alone tells of. Events that contradict others, and notes of replays, lie there too. */
final class DeadLetterCount {

    static long of(TopicReader reader) {
        AtomicLong letters = new AtomicLong();
        reader.read(Topics.DEAD_LETTERS, record -> {
            Header code = record.headers().lastHeader(DeadLetterHeaders.CODE);
            if (code != null && !RefusalCode.CONFLICT.name().equals(new String(code.value(), StandardCharsets.UTF_8))) {
                letters.incrementAndGet();
            }
        });
        return letters.get();
    }

    private DeadLetterCount() {}
}
