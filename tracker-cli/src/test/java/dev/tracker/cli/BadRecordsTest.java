package dev.tracker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.cli.dev.TestStack;
import dev.tracker.cli.kafka.TopicReader;
import dev.tracker.schemas.topics.DeadLetterHeaders;
import dev.tracker.schemas.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What anybody can write into the events topic with a plain producer. */
@ExtendWith(SharedStack.class)
class BadRecordsTest {

    private static final String HEADER = "x-sent-by";

    private final String run = UUID.randomUUID().toString();
    private final String taskId = "bad-" + run;

    @Test
    void shouldEndAsDeadLettersWithTheirReasonWhenRecordsAreNoEvents(TestStack stack) {
        // Given
        Map<String, ProducerRecord<byte[], byte[]>> records = new LinkedHashMap<>();
        records.put("MALFORMED_JSON", bad(taskId, "not JSON at all"));
        records.put("WRONG_TYPE", bad(taskId, event("\"iteration\"", "\"iteration\":\"three\"")));
        records.put("EMPTY_KEY", bad("", event("\"heartbeat\"", "\"message\":\"empty\"")));
        records.put("KEY_MISMATCH", bad("someone-else", event("\"heartbeat\"", "\"message\":\"other\"")));
        records.put("OUT_OF_RANGE", bad(taskId, event("\"progress\"", "\"percent\":101")));
        records.put("UNKNOWN_TYPE", bad(taskId, event("\"dance\"", "\"message\":\"new\"")));
        records.put("DUPLICATE_FIELD", bad(taskId, event("\"log\"", "\"message\":\"a\",\"message\":\"b\"")));
        records.put("TOO_LARGE", bad(taskId, event("\"log\"", "\"message\":\"" + "x".repeat(2_000_000) + "\"")));
        ProducerRecord<byte[], byte[]> nullKey =
                new ProducerRecord<>(Topics.EVENTS, bytes(event("\"heartbeat\"", "\"message\":\"null\"")));
        ProducerRecord<byte[], byte[]> nul = bad(
                taskId + "\u0000", event("\"heartbeat\"", "\"message\":\"nul\"").replace(taskId, taskId + "\\u0000"));
        Ran.well(stack, "emit", taskId, "start", "Between bad ones");
        JsonNode before = Ran.well(stack, "audit", "--json").json();

        // When
        send(stack, new ArrayList<>(records.values()));
        send(stack, List.of(nullKey, nul));
        Ran.well(stack, "emit", taskId, "progress", "40");

        // Then
        JsonNode after = Ran.well(stack, "audit", "--json").json();
        assertThat(after.path("ok").asBoolean()).as("%s", after).isTrue();
        assertThat(after.path("deadLetters").asLong()
                        - before.path("deadLetters").asLong())
                .isEqualTo(records.size() + 2);
        assertThat(after.path("applied").asLong())
                .isEqualTo(before.path("applied").asLong() + 1);
        Map<String, List<ConsumerRecord<byte[], byte[]>>> letters = letters(stack);
        records.forEach((code, bad) -> {
            assertThat(letters).containsKey(code);
            ConsumerRecord<byte[], byte[]> letter = letters.get(code).stream()
                    .filter(candidate -> Arrays.equals(candidate.value(), bad.value()))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no " + code + " letter holds the original bytes"));
            if (!code.equals("EMPTY_KEY")) {
                assertThat(letter.key()).isEqualTo(bad.key());
            }
            assertThat(header(letter, DeadLetterHeaders.REASON)).isNotBlank();
            assertThat(header(letter, DeadLetterHeaders.TOPIC)).isEqualTo(Topics.EVENTS);
        });
        assertThat(letters.get("EMPTY_KEY")).as("an empty key, and none").hasSize(2);
        assertThat(Ran.well(stack, "show", taskId, "--json")
                        .json()
                        .path("progress")
                        .asInt())
                .isEqualTo(40);
    }

    /** U+0000 is legal JSON and illegal in PostgreSQL: in a text it must get there and back. */
    @Test
    void shouldKeepTheZeroCharacterWhenATextHasOne(TestStack stack) {
        send(stack, List.of(bad(taskId, event("\"log\"", "\"message\":\"a\\u0000b\""))));

        JsonNode audit = Ran.well(stack, "audit", "--json").json();

        assertThat(audit.path("ok").asBoolean()).as("%s", audit).isTrue();
    }

    private String event(String type, String more) {
        return "{\"eventId\":\"" + UUID.randomUUID() + "\",\"taskId\":\"" + taskId + "\",\"agentId\":\"a\",\"type\":"
                + type + ",\"timestamp\":\"2026-03-01T12:00:00Z\"," + more + "}";
    }

    private static ProducerRecord<byte[], byte[]> bad(String key, String value) {
        return new ProducerRecord<>(Topics.EVENTS, bytes(key), bytes(value));
    }

    private void send(TestStack stack, List<ProducerRecord<byte[], byte[]>> records) {
        Map<String, Object> properties =
                Map.of("bootstrap.servers", stack.endpoints().bootstrap(), "max.request.size", 4_000_000);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (ProducerRecord<byte[], byte[]> record : records) {
                record.headers().add(HEADER, bytes(run));
                Future<RecordMetadata> unused = producer.send(record);
            }
        }
    }

    /** This run's dead letters by their code; those of one code may lie in several partitions, in any order. */
    private Map<String, List<ConsumerRecord<byte[], byte[]>>> letters(TestStack stack) {
        Map<String, List<ConsumerRecord<byte[], byte[]>>> letters = new LinkedHashMap<>();
        new TopicReader(Map.of("bootstrap.servers", stack.endpoints().bootstrap()))
                .read(Topics.DEAD_LETTERS, record -> {
                    if (record.headers().lastHeader(HEADER) != null
                            && header(record, HEADER).equals(run)) {
                        letters.computeIfAbsent(header(record, DeadLetterHeaders.CODE), code -> new ArrayList<>())
                                .add(record);
                    }
                });
        return letters;
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
