package dev.tracker.bridge.alerts;

import dev.tracker.bridge.BridgeException;
import dev.tracker.bridge.internal.alerts.AlertLoop;
import dev.tracker.bridge.internal.view.TopicReader;
import dev.tracker.schemas.topics.Topics;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * The running alerts role: follows the compacted topic as the bridge does, decides what is to be said, and tells webhooks. Any number may run; one of them decides.
 *
 * <p>Safe for use by many threads.
 */
public final class AlertService implements AutoCloseable {

    private static final String CLIENT_ID = "tracker-alerts-tasks";

    private final TopicReader tasks;
    private final AlertLoop loop;

    private AlertService(AlertSettings settings, Clock clock) {
        Map<String, String> readers = new HashMap<>(settings.kafka());
        // Of the group that decides; reading tasks is nobody's turn.
        readers.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        readers.put(ConsumerConfig.CLIENT_ID_CONFIG, CLIENT_ID);
        tasks = TopicReader.start(readers, Topics.SNAPSHOTS, clock);
        loop = new AlertLoop(settings, tasks, clock);
        loop.start();
    }

    /** Starts with the system's clock; see {@link #start(AlertSettings, Clock)}. */
    public static AlertService start(AlertSettings settings) {
        return start(settings, Clock.systemUTC());
    }

    /**
     * Starts the role; whether it has caught up, {@link #health} says.
     *
     * @param clock by which liveness and ages are judged
     * @throws BridgeException if Kafka's client refuses its settings
     */
    public static AlertService start(AlertSettings settings, Clock clock) {
        return new AlertService(settings, clock);
    }

    public AlertHealth health() {
        return loop.health();
    }

    /** Whether it still does its work; false after it was closed, or a fatal error. */
    public boolean isAlive() {
        return loop.isAlive() && tasks.isAlive();
    }

    /** Stops. What was not delivered is remembered for the next instance. */
    @Override
    public void close() {
        loop.close();
        tasks.close();
    }
}
