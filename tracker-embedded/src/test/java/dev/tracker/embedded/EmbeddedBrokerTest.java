package dev.tracker.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Exit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class EmbeddedBrokerTest {
    private static final String TOPIC = "words";

    @TempDir
    Path directory;

    @Test
    void shouldKeepCommittedRecordsWhenStartedAgain() throws Exception {
        // Given a transaction that committed and one that did not
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
            createTopic(broker);
            send(broker, "kept", true);
            send(broker, "dropped", false);
        }

        // When the broker starts anew on the same folder
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
            send(broker, "later", true);

            // Then only committed records are read, in order
            assertThat(read(broker, 2)).containsExactly("kept", "later");
        }
    }

    /** A copy of a living broker's folder is what {@code kill -9} leaves. Why it matters: see {@code Node}. */
    @Test
    void shouldNotLeadInItsPredecessorsPlaceWhenThatWasKilled() throws Exception {
        // Given
        Path killed = directory.resolve("killed");
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("living"), 0)) {
            createTopic(broker);
            send(broker, "kept", true);
            copy(directory.resolve("living"), killed);
        }
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger coordinator = (Logger) LoggerFactory.getLogger("kafka.coordinator.transaction.TransactionCoordinator");
        coordinator.setLevel(Level.INFO);
        coordinator.addAppender(log);

        // When
        try (EmbeddedBroker broker = EmbeddedBroker.start(killed, 0)) {
            assertThat(read(broker, 1)).containsExactly("kept");
        } finally {
            coordinator.detachAppender(log);
        }

        // Then it was elected, and never in the epoch of the one that was killed
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .filteredOn(message -> message.contains("Elected as the txn coordinator"))
                .isNotEmpty()
                .noneMatch(message -> message.endsWith("at epoch 0"));
    }

    @Test
    void shouldNamePortWhenItIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> EmbeddedBroker.start(directory, taken.getLocalPort()))
                    .isInstanceOf(EmbeddedServerException.class)
                    .hasMessageContaining("Port " + taken.getLocalPort())
                    .hasMessageContaining("taken");
        }
    }

    @Test
    void shouldRefuseFolderWhenAnotherBrokerUsesIt() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
            assertThat(broker.port()).isPositive();
            assertThatThrownBy(() -> EmbeddedBroker.start(directory, 0))
                    .isInstanceOf(EmbeddedServerException.class)
                    .hasMessageContaining("locked");
        }
    }

    @Test
    void shouldRecordFailureAndLiveOnWhenKafkaHaltsTheProcess() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
            assertThatThrownBy(() -> Exit.halt(1, "all log folders failed"))
                    .isInstanceOf(EmbeddedServerException.class);

            assertThat(broker.failure())
                    .isCompletedWithValueMatching(fault -> fault.getMessage().contains("all log folders failed"));
        }
    }

    @Test
    void shouldReleaseFolderWhenStartFails() {
        assertThatThrownBy(() -> EmbeddedBroker.start(directory, 0, Map.of("log.segment.bytes", "none")))
                .isInstanceOf(EmbeddedServerException.class)
                .hasMessageContaining("log.segment.bytes");

        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
            assertThat(broker.bootstrap()).startsWith("127.0.0.1:");
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
    }

    private static void createTopic(EmbeddedBroker broker) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
        }
    }

    private static void send(EmbeddedBroker broker, String word, boolean commit) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", broker.bootstrap(), "transactional.id", "writer", "acks", "all");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(TOPIC, "key", word));
            producer.flush();
            if (commit) {
                producer.commitTransaction();
            } else {
                producer.abortTransaction();
            }
        }
    }

    private static List<String> read(EmbeddedBroker broker, int count) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", broker.bootstrap(),
                "group.id", "reader",
                "auto.offset.reset", "earliest",
                "isolation.level", "read_committed");
        List<String> words = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(TOPIC));
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> words.add(record.value()));
                return words.size() >= count;
            });
        }
        return words;
    }
}
