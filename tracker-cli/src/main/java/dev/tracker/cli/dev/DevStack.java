package dev.tracker.cli.dev;

import dev.tracker.bridge.BridgeServer;
import dev.tracker.bridge.BridgeSettings;
import dev.tracker.bridge.DatabaseSettings;
import dev.tracker.bridge.alerts.AlertService;
import dev.tracker.bridge.alerts.AlertSettings;
import dev.tracker.cli.option.Endpoints;
import dev.tracker.cli.option.TokenFile;
import dev.tracker.cli.option.UserException;
import dev.tracker.cli.role.Bearers;
import dev.tracker.cli.role.Ingests;
import dev.tracker.embedded.EmbeddedBroker;
import dev.tracker.embedded.EmbeddedDatabase;
import dev.tracker.embedded.EmbeddedServerException;
import dev.tracker.ingest.Ingest;
import dev.tracker.schemas.topics.Topics;
import dev.tracker.streams.Aggregator;
import dev.tracker.streams.AggregatorSettings;
import dev.tracker.streams.TopicAdmin;
import dev.tracker.streams.sink.EventSink;
import dev.tracker.streams.sink.Migrations;
import dev.tracker.streams.sink.SinkRunner;
import dev.tracker.streams.sink.SinkSettings;
import dev.tracker.streams.sink.SinkState;
import dev.tracker.streams.sink.SnapshotSink;
import dev.tracker.streams.topology.FoldMeters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Broker, database, topology, sinks, bridge and alerts in this process tree, with all data in one folder. Started and closed by one thread; parts are closed in the
 * reverse order of their start, also where the start fails half-way.
 */
final class DevStack implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DevStack.class);

    private static final String DATABASE = "tracker";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    /** A name that outlives the process: after a crash its successor takes over at once instead of waiting for a session to expire. */
    private static final String INSTANCE = "dev";

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final DevSettings settings;
    private final Consumer<String> progress;
    private final CompletableFuture<EmbeddedServerException> failure = new CompletableFuture<>();

    private Supplier<String> loginLink = () -> "";

    private DevStack(DevSettings settings, Consumer<String> progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * A stack that runs.
     *
     * @param stack to be closed in the end
     * @param endpoints where it listens
     * @param loginLink makes a link that logs a browser in, once
     * @param failure completed if the broker can't go on, for example because its disk is full
     */
    record Running(
            DevStack stack,
            Endpoints endpoints,
            Supplier<String> loginLink,
            CompletableFuture<EmbeddedServerException> failure) {}

    /**
     * Starts everything and waits until all of it is ready; then writes the endpoints file.
     *
     * @param progress told in words what is being done
     */
    static Running start(DevSettings settings, Consumer<String> progress) throws IOException, InterruptedException {
        DevStack stack = new DevStack(settings, progress);
        try {
            Endpoints endpoints = stack.startAll();
            return new Running(stack, endpoints, stack.loginLink, stack.failure);
        } catch (IOException | InterruptedException | RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    private Endpoints startAll() throws IOException, InterruptedException {
        Path data = settings.data().toAbsolutePath();
        Files.createDirectories(data);
        requireFree(settings.port());
        progress.accept("starting Kafka and PostgreSQL");
        CompletableFuture<EmbeddedDatabase> starting = CompletableFuture.supplyAsync(
                () -> EmbeddedDatabase.start(data.resolve("postgres"), settings.postgresPort()));
        EmbeddedBroker broker;
        EmbeddedDatabase database;
        try {
            broker = added(EmbeddedBroker.start(data.resolve("kafka"), settings.kafkaPort()));
        } finally {
            database = added(joined(starting));
        }
        broker.failure().thenAccept(cause -> {
            LOG.error("the broker failed", cause);
            failure.complete(cause);
        });

        progress.accept("topics and schema");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            new TopicAdmin(admin)
                    .ensure(Topics.all(Topics.DEFAULT_PARTITIONS))
                    .differences()
                    .forEach(difference -> LOG.warn("topic: {}", difference));
        }
        database.createDatabase(DATABASE);
        String jdbcUrl = database.jdbcUrl(DATABASE);
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(jdbcUrl);
        Migrations.migrate(source);

        progress.accept("topology, sinks and bridge");
        Aggregator aggregator = added(new Aggregator(
                AggregatorSettings.of(broker.bootstrap(), data.resolve("state"))
                        .withInstanceId(INSTANCE)
                        .withGuarantee(settings.guarantee()),
                FoldMeters.NONE));
        aggregator.start();
        SinkRunner events = added(EventSink.create(sink(broker, jdbcUrl, "events"), new SimpleMeterRegistry()));
        events.start();
        SinkRunner snapshots =
                added(SnapshotSink.create(sink(broker, jdbcUrl, "snapshots"), new SimpleMeterRegistry()));
        snapshots.start();
        Path tokenFile = TokenFile.ensure(data);
        Bearers bearers = Bearers.operator(TokenFile.read(tokenFile));
        Ingest ingest = added(Ingests.start(broker.bootstrap(), Map.of(), bearers, settings.prices()));
        BridgeServer bridge = added(BridgeServer.start(
                BridgeSettings.of(broker.bootstrap())
                        .withPort(settings.port())
                        .withTokens(bearers.readers())
                        .withDatabase(new DatabaseSettings(jdbcUrl, null, null)),
                List.of(Ingests.mount(ingest))));
        loginLink = bridge::newLoginLink;
        added(AlertService.start(new AlertSettings(
                Map.of("bootstrap.servers", broker.bootstrap(), "group.instance.id", INSTANCE + "-alerts"),
                AlertSettings.DEFAULT_GROUP,
                settings.alerts().kinds(),
                settings.alerts().budgets(),
                settings.alerts().webhooks(),
                AlertSettings.Timing.DEFAULT)));
        await("the topology", aggregator::isReady);
        await("the event sink", () -> events.health().state() == SinkState.RUNNING);
        await("the snapshot sink", () -> snapshots.health().state() == SinkState.RUNNING);
        await("the bridge", () -> bridge.view().health().ready());

        Endpoints endpoints = Endpoints.here(broker.bootstrap(), jdbcUrl, bridge.url(), tokenFile.toString());
        endpoints.write(data);
        parts.push(() -> Files.deleteIfExists(Endpoints.file(data)));
        return endpoints;
    }

    /** The bridge comes last; who has its port taken should hear it first. */
    private static void requireFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress("127.0.0.1", port));
        } catch (IOException e) {
            throw new UserException(
                    "port " + port
                            + ", wanted by the dashboard, is taken; choose another with --port, 0 for any free one",
                    e);
        }
    }

    private static SinkSettings sink(EmbeddedBroker broker, String jdbcUrl, String name) {
        return SinkSettings.of(broker.bootstrap(), jdbcUrl)
                .withKafka(Map.of("group.instance.id", INSTANCE + "-" + name));
    }

    private <T extends AutoCloseable> T added(T part) {
        parts.push(part);
        return part;
    }

    private static EmbeddedDatabase joined(CompletableFuture<EmbeddedDatabase> starting) {
        try {
            return starting.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private static void await(String what, BooleanSupplier ready) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!ready.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new UserException(what + " was not ready within " + PATIENCE.toSeconds() + " s; see the log");
            }
            Thread.sleep(BETWEEN_LOOKS.toMillis());
        }
    }

    /** Stops what was started, the last part first. A part that fails to stop does not keep the others from it. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("{} did not stop cleanly", part.getClass().getSimpleName(), e);
            }
        }
    }
}
