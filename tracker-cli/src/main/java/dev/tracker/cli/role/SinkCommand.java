package dev.tracker.cli.role;

import dev.tracker.cli.option.DatabaseOptions;
import dev.tracker.cli.option.KafkaOptions;
import dev.tracker.cli.option.UserException;
import dev.tracker.streams.health.HealthCheck;
import dev.tracker.streams.health.HealthServer;
import dev.tracker.streams.health.ProcessMetrics;
import dev.tracker.streams.sink.EventSink;
import dev.tracker.streams.sink.SinkHealth;
import dev.tracker.streams.sink.SinkRunner;
import dev.tracker.streams.sink.SinkSettings;
import dev.tracker.streams.sink.SinkState;
import dev.tracker.streams.sink.SnapshotSink;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "sink",
        mixinStandardHelpOptions = true,
        description = {
            "Write events and snapshots to PostgreSQL, each once.",
            "While the database is away, the sink waits and nothing is skipped."
        },
        footer = {
            "",
            "Examples:",
            "  tracker sink --bootstrap kafka:9092 --jdbc-url jdbc:postgresql://db/tracker --jdbc-user sink",
            "  tracker sink --only events"
        })
public final class SinkCommand implements Callable<Integer> {

    /** What a sink writes. */
    enum Kind {
        EVENTS,
        SNAPSHOTS
    }

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private RoleOptions role = new RoleOptions();

    @Option(names = "--only", paramLabel = "KIND", description = "Run one sink only: ${COMPLETION-CANDIDATES}.")
    private @Nullable Kind only;

    @Option(
            names = "--instance-id",
            paramLabel = "ID",
            description = "Name of this instance, so that it takes its partitions back at once after a crash.")
    private @Nullable String instanceId;

    @Override
    public Integer call() throws InterruptedException {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        List<SinkRunner> sinks = new ArrayList<>();
        if (only != Kind.SNAPSHOTS) {
            sinks.add(EventSink.create(settings("events"), registry));
        }
        if (only != Kind.EVENTS) {
            sinks.add(SnapshotSink.create(settings("snapshots"), registry));
        }
        ProcessMetrics process = ProcessMetrics.bind(registry);
        HealthServer health = role.serve(
                sinks.stream()
                        .map(sink -> new HealthCheck(sink.name(), () -> deadBecause(sink.health())))
                        .toList(),
                sinks.stream()
                        .flatMap(sink -> Stream.of(
                                new HealthCheck(sink.name(), () -> notReadyBecause(sink.health())),
                                HealthCheck.advice(sink.name() + " log", sink::lastAlarm)))
                        .toList(),
                registry);
        sinks.forEach(SinkRunner::start);
        Shutdown.await(() -> {
            sinks.forEach(SinkRunner::close);
            process.close();
            health.close();
        });
        return 0;
    }

    private SinkSettings settings(String name) {
        try {
            Map<String, String> client = new HashMap<>(kafka.passedThrough());
            if (instanceId != null) {
                client.put("group.instance.id", instanceId + "-" + name);
            }
            return SinkSettings.of(kafka.bootstrap(), database.jdbcUrl(kafka.data()))
                    .withKafka(client)
                    .withLogin(database.user(), database.password());
        } catch (IllegalArgumentException e) {
            throw new UserException(String.valueOf(e.getMessage()), e);
        }
    }

    private static @Nullable String deadBecause(SinkHealth health) {
        return health.isLive() ? null : describe(health);
    }

    private static @Nullable String notReadyBecause(SinkHealth health) {
        return health.state() == SinkState.RUNNING ? null : describe(health);
    }

    private static String describe(SinkHealth health) {
        return health.state() + " since " + health.since() + (health.detail() == null ? "" : ": " + health.detail());
    }
}
