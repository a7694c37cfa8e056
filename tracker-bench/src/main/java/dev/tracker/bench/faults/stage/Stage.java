package dev.tracker.bench.faults.stage;

import dev.tracker.bench.faults.check.Check;
import dev.tracker.bench.faults.check.Findings;
import dev.tracker.bench.faults.check.Invariant;
import dev.tracker.bench.faults.check.Sources;
import dev.tracker.bench.faults.check.TopicHistory;
import dev.tracker.bench.faults.check.ViewerCopy;
import dev.tracker.bench.faults.ledger.Attempts;
import dev.tracker.bench.run.BenchException;
import dev.tracker.bench.run.Wait;
import dev.tracker.schemas.topics.Topics;
import dev.tracker.streams.TopicAdmin;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A whole installation of Tracker on this machine, each part a process of its own, with workers that send and a browser that watches: what the scenarios do their faults to. Not thread-safe.
 */
public final class Stage implements AutoCloseable {

    public static final int PARTITIONS = 4;

    private static final String BROKERS = "brokers";
    private static final String POSTGRES = "postgres";
    private static final String WAL = "wal";
    private static final int LARGE_DISK_MB = 512;
    private static final int STATE_DISK_MB = 48;
    private static final Logger LOG = LoggerFactory.getLogger(Stage.class);
    private static final Duration PASSAGE = Duration.ofSeconds(150);
    private static final Duration REST = Duration.ofMinutes(2);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Set<Integer> headsLost = new HashSet<>();
    private final @Nullable SmallDisk disk;
    private final Brokers brokers;
    private final Postgres postgres;
    private final Admin admin;
    private final Roles roles;
    private final Producers producers;
    private final TopicHistory history;
    private final ViewerCopy viewer;
    private final Probe probe;
    private int kills;
    private long healed;
    private long recovered;

    /**
     * Starts all of it and waits until an event comes through.
     *
     * @param folder for data, logs and ledgers
     */
    public static Stage start(Layout layout, Path folder, long seed) throws InterruptedException {
        return new Stage(layout, folder, seed);
    }

    private Stage(Layout layout, Path folder, long seed) throws InterruptedException {
        try {
            disk = mounted(layout.disk(), folder);
            brokers = added(new Brokers(layout.brokers(), folder.resolve(BROKERS)));
            postgres = added(new Postgres(
                    folder.resolve(POSTGRES), layout.disk() == Layout.FullDisk.WAL ? folder.resolve(WAL) : null));
            admin = brokers.cluster().admin();
            new TopicAdmin(admin).ensure(Topics.all(PARTITIONS));
            history = added(new TopicHistory(brokers.direct(), PARTITIONS));
            roles = added(new Roles(folder, brokers.proxied(), postgres.proxiedUrl(), layout));
            viewer = added(new ViewerCopy(roles.bridgePort()));
            producers = added(new Producers(brokers.proxied(), folder, seed, layout));
            probe = added(new Probe(
                    brokers.direct(), producers.ledgers().resolve("probe"), postgres, viewer, PARTITIONS, seed));
            roles.startAll();
            awaitPassage();
            producers.start();
        } catch (RuntimeException | InterruptedException e) {
            close();
            throw e;
        }
    }

    private @Nullable SmallDisk mounted(Layout.FullDisk which, Path below) throws InterruptedException {
        return switch (which) {
            case NONE -> null;
            case WAL -> added(SmallDisk.mount(below.resolve(WAL), LARGE_DISK_MB));
            case BROKER -> added(SmallDisk.mount(Brokers.data(below.resolve(BROKERS), 1), LARGE_DISK_MB));
            case STATE -> added(SmallDisk.mount(below.resolve(Roles.STATE), STATE_DISK_MB));
        };
    }

    private <T extends AutoCloseable> T added(T part) {
        parts.push(part);
        return part;
    }

    /** The disk that can be filled, null if there is none. */
    public @Nullable SmallDisk disk() {
        return disk;
    }

    /** Where viewers connect. */
    public URI viewerAddress() {
        return viewer.address();
    }

    /** Makes known that records of this partition were deleted unread: what is lost of it must be told by alarms, and is not looked for by the checker. */
    public void loseHead(int partition) {
        headsLost.add(partition);
    }

    public Brokers brokers() {
        return brokers;
    }

    public Postgres postgres() {
        return postgres;
    }

    public Roles roles() {
        return roles;
    }

    public Producers producers() {
        return producers;
    }

    public Admin admin() {
        return admin;
    }

    public ViewerCopy viewer() {
        return viewer;
    }

    /** Counts a process that was killed or made to crash. */
    public void killed() {
        kills++;
    }

    public int kills() {
        return kills;
    }

    /** Marks the moment from which recovery counts, where that is not the moment of the fault. */
    public void healed() {
        healed = System.nanoTime();
    }

    /** The last such moment, by {@link System#nanoTime}. */
    public long healedAt() {
        return healed;
    }

    /** Marks the moment at which all works again, where the fault goes on after it. */
    public void recovered() {
        recovered = System.nanoTime();
    }

    /** The last such moment, by {@link System#nanoTime}. */
    public long recoveredAt() {
        return recovered;
    }

    /** @throws BenchException if no event comes through any more */
    public void awaitPassage() throws InterruptedException {
        probe.awaitPassage(PASSAGE);
    }

    /** The same, to the browser alone. */
    public void awaitShown() throws InterruptedException {
        probe.awaitShown(PASSAGE);
    }

    /** Ends the workers, waits until nothing lags any more, and checks everything. */
    public Findings rest() throws InterruptedException {
        producers.finish();
        List<String> restless = Rest.await(this, REST);
        Findings findings = check();
        restless.forEach(what -> findings.add(Invariant.NOT_AT_REST, what, ""));
        return findings;
    }

    /** Lets workers send again after a rest. */
    public void resumeWork() {
        producers.start();
    }

    /** Waits until workers have had so many events acknowledged in all. */
    public void awaitAcked(int events) throws InterruptedException {
        Wait.until(
                events + " events are acknowledged",
                Duration.ofMillis(200),
                PASSAGE,
                () -> attempts().of(Attempts.Fate.ACKED).size() >= events);
    }

    /** Ends the workers and waits for nothing else. */
    public void endWork() throws InterruptedException {
        producers.finish();
    }

    /** The last version on the snapshots topic that was seen of each task. */
    public Map<String, Long> seenVersions() {
        return history.versions();
    }

    /** Checks what is there now. */
    public Findings check() throws InterruptedException {
        try (Connection connection = postgres.connect()) {
            return Check.of(new Sources(attempts(), brokers.direct(), admin, connection, history, viewer, headsLost));
        } catch (SQLException e) {
            throw new BenchException("PostgreSQL can't be asked: " + e.getMessage(), e);
        }
    }

    public Attempts attempts() {
        return Attempts.read(producers.ledgers());
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                LOG.warn("a part of the stage did not close", e);
            }
        }
    }
}
