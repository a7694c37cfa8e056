package dev.tracker.cli.feed;

import dev.tracker.cli.option.WorkerSettings;
import dev.tracker.core.client.ProgressTracker;
import dev.tracker.core.client.TrackerSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A made fleet: agents that do made tasks, one after the other, through the same client that real workers use. */
public final class Fleet implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Fleet.class);

    private static final List<String> PROJECTS = List.of("shop", "billing", "platform");
    /** One leads, the others may take over parts of its tasks. */
    private static final int TEAM = 4;

    private final List<ProgressTracker> trackers;
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1, task -> {
        Thread thread = new Thread(task, "fleet");
        thread.setDaemon(true);
        return thread;
    });
    private final double pace;

    private Fleet(List<ProgressTracker> trackers, double pace) {
        this.trackers = trackers;
        this.pace = pace;
    }

    /** Starts that many agents at a pace that people can follow. */
    public static Fleet start(Map<String, Object> clientProperties, int agents) {
        return start(clientProperties, agents, 1, System.nanoTime());
    }

    /**
     * Starts that many agents.
     *
     * @param pace how much faster than one step every few seconds
     * @param seed the same seed makes the same tasks
     */
    static Fleet start(Map<String, Object> clientProperties, int agents, double pace, long seed) {
        Fleet fleet = new Fleet(
                PROJECTS.stream()
                        .map(project -> new ProgressTracker(settings(clientProperties, project)))
                        .toList(),
                pace);
        List<SimulatedAgent> made = new ArrayList<>();
        String run = Long.toHexString(seed & 0xFFFFFF);
        for (int i = 0; i < agents; i++) {
            ProgressTracker tracker = fleet.trackers.get(i / TEAM % PROJECTS.size());
            SimulatedAgent lead = i % TEAM == 0 ? null : made.get(i - i % TEAM);
            made.add(new SimulatedAgent("agent-" + (i + 1), lead, run, new Random(seed + i), tracker));
        }
        made.forEach(agent -> fleet.schedule(agent, agent.firstDelayMs()));
        return fleet;
    }

    private static TrackerSettings settings(Map<String, Object> clientProperties, String project) {
        String bootstrap = String.valueOf(clientProperties.get("bootstrap.servers"));
        return WorkerSettings.of(bootstrap, clientProperties, "simulator")
                .projectId(project)
                .build();
    }

    private void schedule(SimulatedAgent agent, long delayMs) {
        ScheduledFuture<?> unused =
                timer.schedule(() -> step(agent), Math.max(1, (long) (delayMs / pace)), TimeUnit.MILLISECONDS);
    }

    private void step(SimulatedAgent agent) {
        long delay = 1000;
        try {
            delay = agent.step();
        } catch (RuntimeException e) {
            LOG.warn("a made agent could not report: {}", e.toString());
        }
        if (!timer.isShutdown()) {
            schedule(agent, delay);
        }
    }

    /** What was sent so far. */
    public long delivered() {
        return trackers.stream()
                .mapToLong(tracker -> tracker.stats().delivered())
                .sum();
    }

    @Override
    public void close() {
        timer.shutdownNow();
        trackers.forEach(ProgressTracker::close);
    }
}
