package dev.tracker.cli.asof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tracker.cli.kafka.TopicReader;
import dev.tracker.cli.option.UserException;
import dev.tracker.embedded.EmbeddedBroker;
import dev.tracker.schemas.SourcePosition;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.json.SnapshotWriter;
import dev.tracker.schemas.topics.Topics;
import dev.tracker.streams.TopicAdmin;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A log of one partition and hand-made snapshots, so that each test says what an aggregator had published. Later tests take the log's head away. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TaskLogTest {

    private static final int LENGTH = 60;
    private static final String TASK = MadeLog.TASKS.get(0);

    @TempDir
    private static Path directory;

    private static EmbeddedBroker broker;
    private static Map<String, Object> client;
    private static TopicReader reader;
    private static KafkaProducer<byte[], byte[]> producer;
    private static final List<ConsumerRecord<byte[], byte[]>> RECORDS = new ArrayList<>();

    @BeforeAll
    static void fill() {
        broker = EmbeddedBroker.start(directory, 0);
        client = Map.of("bootstrap.servers", broker.bootstrap());
        reader = new TopicReader(client);
        try (Admin admin = Admin.create(client)) {
            new TopicAdmin(admin).ensure(Topics.all(1));
        }
        producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
        MadeLog.entries(1, LENGTH).forEach(entry -> send(Topics.EVENTS, entry.key(), entry.value()));
        reader.read(Topics.EVENTS, RECORDS::add);
        assertThat(RECORDS).hasSize(LENGTH);
    }

    @AfterAll
    static void stop() {
        producer.close();
        broker.close();
    }

    @Test
    @Order(1)
    void shouldBeWhatTheReferenceSaysWhenAskedForAnOffset() {
        for (int offset : new int[] {0, 1, 20, LENGTH - 1}) {
            TaskLog.Answer answer = log(0).at(TASK, new Moment.AtOffset(offset));

            assertThat(state(answer)).as("offset %s", offset).isEqualTo(reference(offset));
            assertThat(answer.isKnown()).isFalse();
        }
    }

    @Test
    @Order(2)
    void shouldTakeEverythingAppendedUntilThenWhenAskedForATime() {
        Instant time = Instant.ofEpochMilli(RECORDS.get(30).timestamp());
        long last = RECORDS.stream()
                .filter(record -> record.timestamp() <= time.toEpochMilli())
                .mapToLong(ConsumerRecord::offset)
                .max()
                .orElseThrow();

        TaskLog.Answer answer = log(0).at(TASK, new Moment.AtTime(time));

        assertThat(state(answer)).isEqualTo(reference((int) last));
        assertThat(answer.past().through()).isEqualTo(last);
        assertThat(log(0).at(TASK, new Moment.AtTime(Instant.EPOCH)).past()).isNull();
    }

    @Test
    @Order(3)
    void shouldRefuseAnOffsetThatTheLogHasNot() {
        assertThatThrownBy(() -> log(0).at(TASK, new Moment.AtOffset(LENGTH)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("beyond the log's end")
                .hasMessageContaining("ends at offset " + (LENGTH - 1));
        assertThatThrownBy(() -> log(0).at(TASK, new Moment.AtOffset(-1)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("0 or more");
    }

    @Test
    @Order(4)
    void shouldReadOnlyWhatIsBehindTheSnapshotWhenThereIsOne() {
        // Given a base that says so itself, as no log could: the title shows where the state came from
        TaskProgress base = reference(20);
        publish(copy(base, "from the snapshot", base.position()));

        assertThat(state(log(0).at(TASK, new Moment.AtOffset(20))).title()).isEqualTo("from the snapshot");
        assertThat(state(log(0).at(TASK, new Moment.AtOffset(10)))).isEqualTo(reference(10));
    }

    @Test
    @Order(5)
    void shouldNotTrustTheSnapshotWhenItIsOfAnotherLog() {
        TaskProgress base = reference(28);
        SourcePosition position = base.position();
        publish(copy(
                base,
                "of another log",
                new SourcePosition(0, position.offset(), position.appendedAt().plusMillis(1))));

        assertThat(state(log(0).at(TASK, new Moment.AtOffset(40)))).isEqualTo(reference(40));
    }

    @Test
    @Order(6)
    void shouldSayThatItIsIncompleteWhenTheHeadIsGone() throws Exception {
        publish(reference(LENGTH - 1));
        deleteBefore(30);

        TaskLog.Answer answer = log(0).at(TASK, new Moment.AtOffset(40));

        assertThat(answer.logStart()).isEqualTo(30);
        assertThat(answer.past().isComplete()).isFalse();
        assertThat(log(0).at(TASK, new Moment.AtOffset(10)).past()).isNull();
    }

    @Test
    @Order(7)
    void shouldBeCompleteFromTheSnapshotWhenTheHeadIsGone() throws Exception {
        deleteBefore(LENGTH);
        send(Topics.EVENTS, "someone else", new byte[0]);

        TaskLog.Answer folded = log(LENGTH).at(TASK, new Moment.AtOffset(LENGTH));
        TaskLog.Answer unknown = log(0).at(TASK, new Moment.AtOffset(LENGTH));

        assertThat(state(folded)).isEqualTo(reference(LENGTH - 1));
        assertThat(folded.past().isComplete()).isTrue();
        boolean isLastRecord = reference(LENGTH - 1).version() == LENGTH - 1;
        assertThat(unknown.past().isComplete()).isEqualTo(isLastRecord);
    }

    private static TaskLog log(long folded) {
        return new TaskLog(reader, partition -> folded, new PrintWriter(new StringWriter()));
    }

    private static @Nullable TaskProgress state(TaskLog.Answer answer) {
        return answer.past() == null ? null : answer.past().task();
    }

    private static @Nullable TaskProgress reference(int lastOffset) {
        return MadeLog.reference(RECORDS.subList(0, lastOffset + 1), TASK);
    }

    private static TaskProgress copy(TaskProgress task, String title, SourcePosition position) {
        return new TaskProgress(
                task.taskId(),
                task.projectId(),
                task.agentId(),
                task.parentTaskId(),
                title,
                task.status(),
                task.attempt(),
                task.startSeen(),
                task.iteration(),
                task.maxIterations(),
                task.reportedPercent(),
                task.criteria(),
                task.files(),
                task.cost(),
                task.logs(),
                task.counters(),
                task.clocks(),
                task.emitters(),
                position);
    }

    private static void publish(TaskProgress task) {
        send(Topics.SNAPSHOTS, task.taskId(), SnapshotWriter.write(task));
    }

    private static void send(String topic, String key, byte[] value) {
        producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value));
        producer.flush();
    }

    private static void deleteBefore(long offset) throws Exception {
        try (Admin admin = Admin.create(client)) {
            admin.deleteRecords(Map.of(new TopicPartition(Topics.EVENTS, 0), RecordsToDelete.beforeOffset(offset)))
                    .all()
                    .get();
        }
    }
}
