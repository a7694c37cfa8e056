package dev.tracker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.cli.dev.TestStack;
import dev.tracker.cli.kafka.TopicReader;
import dev.tracker.schemas.topics.ReplayHeaders;
import dev.tracker.schemas.topics.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(SharedStack.class)
class DeadLettersCommandTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int FAILED = 1;
    private static final int CALLED_WRONGLY = 2;

    @TempDir
    private Path folder;

    private final String taskId = "letters-" + UUID.randomUUID();

    @Test
    void shouldShowTheRecordAsItCameWithItsPlaceAndReason(TestStack stack) throws Exception {
        // Given
        Instant before = Instant.now().minusSeconds(60);
        String value = event("progress", "\"percent\":140");
        RecordMetadata sent = send(stack, taskId, value);

        // When
        JsonNode listed = awaitLetter(stack);
        JsonNode shown = Ran.well(stack, "dead-letters", "show", position(listed), "--json")
                .json();
        Path raw = folder.resolve("raw");
        Ran people = Ran.well(stack, "dead-letters", "show", position(listed), "--raw", raw.toString());

        // Then
        assertThat(listed.path("code").asText()).isEqualTo("OUT_OF_RANGE");
        assertThat(listed.path("replays").asInt()).isZero();
        assertThat(shown.path("topic").asText()).isEqualTo(Topics.EVENTS);
        assertThat(shown.path("partition").asInt()).isEqualTo(sent.partition());
        assertThat(shown.path("offset").asLong()).isEqualTo(sent.offset());
        assertThat(Instant.parse(shown.path("appendedAt").asText()))
                .isEqualTo(Instant.ofEpochMilli(sent.timestamp()))
                .isAfter(before);
        assertThat(shown.path("reason").asText()).contains("percent");
        assertThat(shown.path("key").asText()).isEqualTo(taskId);
        assertThat(shown.path("value").asText()).isEqualTo(value);
        assertThat(shown.path("headers").get(0).path("name").asText()).isEqualTo("origin");
        assertThat(shown.path("headers")).hasSize(1);
        assertThat(Files.readString(raw)).isEqualTo(value);
        assertThat(people.out()).contains("OUT_OF_RANGE", "percent", taskId).doesNotContain("\u001b");
    }

    @Test
    void shouldFilterWhenAsked(TestStack stack) throws Exception {
        // Given
        send(stack, taskId, event("progress", "\"percent\":140"));
        send(stack, taskId, "not json");
        awaitLetters(stack, 2);

        // When / Then
        assertThat(list(stack, "--code", "malformed_json"))
                .singleElement()
                .satisfies(letter -> assertThat(letter.path("code").asText()).isEqualTo("MALFORMED_JSON"));
        assertThat(list(stack, "--since", "1h")).hasSize(2);
        assertThat(list(stack, "--since", "9999-01-01T00:00:00Z")).isEmpty();
        assertThat(list(stack, "--limit", "1"))
                .singleElement()
                .satisfies(letter -> assertThat(letter.path("code").asText()).isEqualTo("MALFORMED_JSON"));
        Ran people = Ran.well(stack, "dead-letters", "list", "--task", taskId, "--limit", "1");
        assertThat(people.out()).contains("MALFORMED_JSON", "and 1 older").doesNotContain("\u001b");
    }

    @Test
    void shouldFoldAMendedLetterAndRefuseToSendItTwice(TestStack stack) throws Exception {
        // Given
        Ran.well(stack, "emit", taskId, "start", "To be mended");
        send(stack, taskId, event("progress", "\"percent\":140"));
        String position = position(awaitLetter(stack));
        Path mended = folder.resolve("mended.json");
        Files.writeString(mended, event("progress", "\"percent\":77") + "\n");

        // When
        Ran unmended = Ran.command(stack, "dead-letters", "replay", position);
        Ran first = Ran.well(stack, "dead-letters", "replay", position, "--value", mended.toString());
        Ran second = Ran.command(stack, "dead-letters", "replay", position, "--value", mended.toString());

        // Then
        assertThat(unmended.exit()).isEqualTo(FAILED);
        assertThat(unmended.out()).contains("NOT sent", "OUT_OF_RANGE", "--value");
        assertThat(first.out()).contains(position + " sent", "1 of 1 sent");
        assertThat(second.exit()).isEqualTo(FAILED);
        assertThat(second.out()).contains("NOT sent", "--again");
        assertThat(replaysIn(stack)).singleElement().satisfies(record -> {
            assertThat(header(record, ReplayHeaders.REPLAY_OF)).isEqualTo(position);
            assertThat(header(record, "origin")).isEqualTo("a test");
            assertThat(record.headers().lastHeader("tracker.dl.code")).isNull();
        });
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Ran.well(stack, "show", taskId, "--json")
                                .json()
                                .path("progress")
                                .asInt())
                        .isEqualTo(77));
        assertThat(list(stack))
                .singleElement()
                .satisfies(letter -> assertThat(letter.path("replays").asInt()).isEqualTo(1));
        JsonNode audit = Ran.well(stack, "audit", "--json").json();
        assertThat(audit.path("ok").asBoolean()).as("%s", audit).isTrue();

        // And on purpose
        Ran.well(stack, "dead-letters", "replay", position, "--value", mended.toString(), "--again");
        assertThat(replaysIn(stack)).hasSize(2);
    }

    @Test
    void shouldMendTheKeyWhenThatWasTheFault(TestStack stack) throws Exception {
        send(stack, taskId + "-other", event("progress", "\"percent\":55"));
        JsonNode letter = awaitLetter(stack, taskId + "-other");
        assertThat(letter.path("code").asText()).isEqualTo("KEY_MISMATCH");

        Ran.well(stack, "dead-letters", "replay", position(letter), "--key", taskId);

        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Ran.well(stack, "show", taskId, "--json")
                                .json()
                                .path("progress")
                                .asInt())
                        .isEqualTo(55));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "list --code NONSENSE | NONSENSE",
                "list --since yesterday | --since must be a time such as 2026-03-01T12:00:00Z or an age such as 2h, not yesterday",
                "list --limit -1 | --limit must be 0 or more, not -1",
                "show 17 | a letter's position is PARTITION:OFFSET, such as 0:17, not 17",
                "show 0:999999999 | there is no dead letter 0:999999999; `tracker dead-letters list`",
                "replay | say which letters",
                "replay 0:1 --code CONFLICT | say which letters",
                "replay --code CONFLICT --value x.json | --value and --key mend one letter",
                "replay 0:1 --value nowhere.json | --value names a file that can't be read: nowhere.json",
            })
    void shouldSayWhatIsWrongWhenCalledWrongly(String line, String expected, TestStack stack) {
        Ran ran = Ran.command(stack, ("dead-letters " + line).split(" ", -1));

        assertThat(ran.exit()).isIn(FAILED, CALLED_WRONGLY);
        assertThat(ran.err()).contains(expected).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource({"list", "show", "replay"})
    void shouldExplainItselfWithExamples(String command) {
        Ran ran = Ran.command(Map.of(), "dead-letters", command, "--help");

        assertThat(ran.exit()).isZero();
        assertThat(ran.out()).contains("Examples:", "tracker dead-letters " + command);
    }

    private JsonNode awaitLetter(TestStack stack) {
        return awaitLetters(stack, 1).get(0);
    }

    private static JsonNode awaitLetter(TestStack stack, String key) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> lettersOf(stack, key), found -> found.size() == 1)
                .get(0);
    }

    private List<JsonNode> awaitLetters(TestStack stack, int count) {
        return Awaitility.await().atMost(PATIENCE).until(() -> list(stack), letters -> letters.size() == count);
    }

    private List<JsonNode> list(TestStack stack, String... more) {
        return lettersOf(stack, taskId, more);
    }

    private static List<JsonNode> lettersOf(TestStack stack, String key, String... more) {
        List<String> words = new ArrayList<>(List.of("dead-letters", "list", "--json", "--task", key));
        words.addAll(List.of(more));
        return Ran.well(stack, words.toArray(String[]::new)).lines().stream()
                .map(Ran::parse)
                .toList();
    }

    private List<ConsumerRecord<byte[], byte[]>> replaysIn(TestStack stack) {
        List<ConsumerRecord<byte[], byte[]>> replays = new ArrayList<>();
        new TopicReader(Map.of("bootstrap.servers", stack.endpoints().bootstrap())).read(Topics.EVENTS, record -> {
            if (record.headers().lastHeader(ReplayHeaders.REPLAY_OF) != null
                    && record.key() != null
                    && new String(record.key(), StandardCharsets.UTF_8).equals(taskId)) {
                replays.add(record);
            }
        });
        return replays;
    }

    private String event(String type, String more) {
        return "{\"eventId\":\"" + UUID.randomUUID() + "\",\"taskId\":\"" + taskId + "\",\"agentId\":\"a\",\"type\":\""
                + type + "\"," + more + "}";
    }

    private static RecordMetadata send(TestStack stack, String key, String value)
            throws IOException, ExecutionException, InterruptedException {
        Map<String, Object> properties =
                Map.of("bootstrap.servers", stack.endpoints().bootstrap());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                    Topics.EVENTS, key.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8));
            record.headers().add("origin", "a test".getBytes(StandardCharsets.UTF_8));
            return producer.send(record).get();
        }
    }

    private static String position(JsonNode letter) {
        return letter.path("position").asText();
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
