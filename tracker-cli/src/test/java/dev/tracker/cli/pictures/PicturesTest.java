package dev.tracker.cli.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.tracker.cli.dev.TestStack;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.json.EventEncoder;
import dev.tracker.schemas.topics.Topics;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** Makes the pictures of the documents, by {@code build/screenshots}: all of {@code dev} at work, and a made fleet whose past lies in the log as if it had been there. */
@EnabledIfEnvironmentVariable(named = "SCREENSHOTS", matches = ".+")
class PicturesTest {

    private static final Path BROWSER = Path.of("../tracker-bridge/src/test/browser");
    private static final long MINUTES = 5;
    private static final long BETWEEN_STEPS_MS = 250;
    private static final int SLICES = 100;

    @TempDir
    private Path folder;

    @Test
    void shouldTakeThePictures() throws Exception {
        TestStack stack = TestStack.start(folder.resolve("data"));
        Map<String, Object> kafka =
                Map.of("bootstrap.servers", stack.endpoints().bootstrap());
        keepSendersTime(kafka);
        HttpServer control = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ScheduledExecutorService feeding = Executors.newSingleThreadScheduledExecutor();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer())) {
            Showcase fleet = new Showcase(Instant.now());
            sendThePast(fleet, producer);
            Random random = new Random(5);
            feeding.scheduleAtFixedRate(
                    () -> step(fleet, random).forEach(event -> send(producer, event)),
                    0,
                    BETWEEN_STEPS_MS,
                    TimeUnit.MILLISECONDS);
            control.createContext("/stop", exchange -> {
                feeding.shutdown();
                stack.close();
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            control.start();
            takeThem(stack, control.getAddress().getPort());
        } finally {
            feeding.shutdownNow();
            control.stop(0);
            stack.close();
        }
    }

    /** In slices, each of which has a commit of its own: so the history has its steps. */
    private static void sendThePast(Showcase fleet, KafkaProducer<byte[], byte[]> producer)
            throws InterruptedException {
        List<ExecutionEvent> past = fleet.events();
        for (int slice = 0; slice < SLICES; slice++) {
            past.subList(past.size() * slice / SLICES, past.size() * (slice + 1) / SLICES)
                    .forEach(event -> send(producer, event));
            producer.flush();
            Thread.sleep(BETWEEN_STEPS_MS);
        }
    }

    private static List<ExecutionEvent> step(Showcase fleet, Random random) {
        Life life = fleet.atWork().get(random.nextInt(fleet.atWork().size()));
        return life.hasRoom() ? life.step(Instant.now()).next() : List.of();
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, ExecutionEvent event) {
        producer.send(new ProducerRecord<>(
                Topics.EVENTS,
                null,
                event.envelope().timestamp().toEpochMilli(),
                event.envelope().taskId().getBytes(StandardCharsets.UTF_8),
                EventEncoder.encode(event)));
    }

    private static void keepSendersTime(Map<String, Object> kafka) throws Exception {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, Topics.EVENTS);
        ConfigEntry entry = new ConfigEntry(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime");
        try (Admin admin = Admin.create(kafka)) {
            admin.incrementalAlterConfigs(Map.of(topic, List.of(new AlterConfigOp(entry, AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }

    private void takeThem(TestStack stack, int control) throws Exception {
        Path output = folder.resolve("output.txt");
        ProcessBuilder builder = new ProcessBuilder("node", "pictures.mjs")
                .directory(BROWSER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("PAGE_URL", stack.endpoints().url());
        builder.environment()
                .put(
                        "PAGE_TOKEN",
                        Files.readString(Path.of(stack.endpoints().tokenFile())).strip());
        builder.environment().put("CONTROL_URL", "http://127.0.0.1:" + control);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        } finally {
            process.destroy();
        }
    }
}
