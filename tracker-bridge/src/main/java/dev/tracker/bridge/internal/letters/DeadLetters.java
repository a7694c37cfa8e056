package dev.tracker.bridge.internal.letters;

import dev.tracker.bridge.internal.reading.TopicFollower;
import dev.tracker.schemas.topics.DeadLetterHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** How many records were refused, by reason, and the latest of them. Safe for use by many threads. */
public final class DeadLetters implements TopicFollower.Followed {

    private static final int LATEST = 100;
    private static final int MAX_TEXT = 500;

    private final Map<String, Long> byCode = new TreeMap<>();
    private final Deque<Map<String, @Nullable Object>> latest = new ArrayDeque<>();
    private long total;
    private boolean isComplete;

    @Override
    public synchronized void clear() {
        byCode.clear();
        latest.clear();
        total = 0;
        isComplete = false;
    }

    @Override
    public synchronized void add(ConsumerRecord<byte[], byte[]> letter) {
        total++;
        String code = text(letter, DeadLetterHeaders.CODE);
        byCode.merge(code == null ? "unknown" : code, 1L, Long::sum);
        Map<String, @Nullable Object> form = new LinkedHashMap<>();
        form.put("at", Instant.ofEpochMilli(letter.timestamp()).toString());
        form.put("code", code);
        form.put("reason", text(letter, DeadLetterHeaders.REASON));
        form.put("topic", text(letter, DeadLetterHeaders.TOPIC));
        form.put("partition", number(letter, DeadLetterHeaders.PARTITION));
        form.put("offset", number(letter, DeadLetterHeaders.OFFSET));
        latest.addFirst(form);
        if (latest.size() > LATEST) {
            latest.removeLast();
        }
    }

    @Override
    public synchronized void complete(boolean nowComplete) {
        isComplete = nowComplete;
    }

    /** How many; -1 as long as not all are counted. */
    public synchronized long total() {
        return isComplete ? total : -1;
    }

    public synchronized Map<String, @Nullable Object> form() {
        Map<String, @Nullable Object> form = new LinkedHashMap<>();
        form.put("total", total);
        form.put("complete", isComplete);
        form.put("byCode", new TreeMap<>(byCode));
        form.put("latest", new ArrayList<>(latest));
        return form;
    }

    private static @Nullable String text(ConsumerRecord<?, ?> letter, String name) {
        Header header = letter.headers().lastHeader(name);
        if (header == null || header.value() == null) {
            return null;
        }
        String text = new String(header.value(), StandardCharsets.UTF_8);
        return text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
    }

    private static @Nullable Long number(ConsumerRecord<?, ?> letter, String name) {
        String text = text(letter, name);
        try {
            return text == null ? null : Long.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
