package dev.tracker.streams.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.json.EventEncoder;
import dev.tracker.schemas.topics.DeadLetterHeaders;
import dev.tracker.schemas.topics.Topics;
import dev.tracker.streams.TestCluster;
import dev.tracker.streams.TestEvents;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The same event id with other content: the first one stays, the other becomes a dead letter. */
@ExtendWith(PostgresExtension.class)
class ConflictTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final TestDatabase database;

    ConflictTest(TestDatabase database) {
        this.database = database;
    }

    @Test
    void shouldPublishTheLaterOneAsDeadLetterWithItsBytesWhenAnIdComesWithOtherContent() {
        try (TestCluster cluster = new TestCluster(folder.resolve("kafka"), 2)) {
            // Given an event, a copy of it, and another one under its id
            ExecutionEvent event = TestEvents.life("task", 0).get(0);
            byte[] other = new String(EventEncoder.encode(event), UTF_8)
                    .replace("Work on task", "Something else")
                    .getBytes(UTF_8);
            byte[] key = "task".getBytes(UTF_8);
            cluster.send(event);
            cluster.send(event);
            cluster.send(new ProducerRecord<>(
                    Topics.EVENTS, null, key, other, List.of(new RecordHeader("origin", "test".getBytes(UTF_8)))));
            cluster.flush();

            // When two sinks, one after the other, have had the time to publish it
            for (int i = 0; i < 2; i++) {
                try (SinkRunner sink = EventSink.create(settings(cluster), new SimpleMeterRegistry())) {
                    sink.start();
                    await().atMost(PATIENCE)
                            .until(() ->
                                    database.rows("SELECT 1 FROM tracker.event_conflict WHERE published_at IS NOT NULL")
                                                    .size()
                                            == 1);
                    assertThat(sink.metrics().conflictCount()).isEqualTo(1 - i);
                }
            }

            // Then there is one letter, as the record came, and the row is the first event's
            ConsumerRecord<byte[], byte[]> original =
                    cluster.read(Topics.EVENTS).stream().reduce((a, b) -> b).orElseThrow();
            assertThat(cluster.read(Topics.DEAD_LETTERS)).singleElement().satisfies(letter -> {
                assertThat(letter.key()).isEqualTo(key);
                assertThat(letter.value()).isEqualTo(other);
                assertThat(header(letter, "origin")).isEqualTo("test");
                assertThat(header(letter, DeadLetterHeaders.CODE)).isEqualTo("CONFLICT");
                assertThat(header(letter, DeadLetterHeaders.TOPIC)).isEqualTo(Topics.EVENTS);
                assertThat(header(letter, DeadLetterHeaders.PARTITION)).isEqualTo("" + original.partition());
                assertThat(header(letter, DeadLetterHeaders.OFFSET)).isEqualTo("" + original.offset());
                assertThat(header(letter, DeadLetterHeaders.TIMESTAMP))
                        .isEqualTo(Instant.ofEpochMilli(original.timestamp()).toString());
                assertThat(header(letter, DeadLetterHeaders.REASON))
                        .contains(event.envelope().eventId().toString(), "offset 0");
            });
            assertThat(database.rows("SELECT payload ->> 'title' FROM tracker.execution_event"))
                    .containsExactly("Work on task");
        }
    }

    private SinkSettings settings(TestCluster cluster) {
        return SinkSettings.of(cluster.bootstrap(), database.url())
                .withLogin(TestDatabase.SINK_LOGIN, TestDatabase.PASSWORD)
                .withBatch(1_000, 1 << 20, Duration.ofMillis(20));
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
