package dev.tracker.bench.faults.scenario;

import dev.tracker.bench.faults.proxy.Weather;
import dev.tracker.bench.faults.stage.Layout;
import dev.tracker.bench.faults.work.WorkerClock;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** All rows of the fault table. */
public final class Scenarios {

    private static final Layout THREE_BROKERS = Layout.USUAL.withBrokers(3);

    private static final List<Scenario> ALL = List.of(
            Scenario.of("short", "one of each: every role, a worker, PostgreSQL, the broker", 12, Scenarios::oneOfEach),
            Scenario.of(
                            "kill-aggregator",
                            "an aggregator killed at random moments",
                            6,
                            ProcessFaults.kill(stage -> stage.roles().aggregators()))
                    .weighing(4),
            Scenario.of(
                            "kill-sink",
                            "a sink killed at random moments",
                            6,
                            ProcessFaults.kill(stage -> stage.roles().sinks()))
                    .weighing(4),
            Scenario.of(
                            "kill-bridge",
                            "the bridge killed at random moments",
                            6,
                            ProcessFaults.kill(stage -> List.of(stage.roles().bridge())))
                    .weighing(2),
            Scenario.of("kill-many", "two roles and a worker killed at once", 9, ProcessFaults::killMany)
                    .weighing(4),
            Scenario.of("crash-points", "aggregator and sinks crash at named points", 12, ProcessFaults::crash)
                    .weighing(4),
            Scenario.of("pause", "SIGSTOP 5, 15, 60 s, then SIGCONT", 32, ProcessFaults::pause)
                    .on(Layout.USUAL.withSinks(2))
                    .weighing(2),
            Scenario.of(
                            "rolling-restart",
                            "every role restarted, aggregators 1-2-3-1",
                            25,
                            ProcessFaults::rollingRestart)
                    .on(Layout.USUAL.withAggregators(1))
                    .weighing(2),
            Scenario.of("broker-leader-kill", "the leader of three brokers killed", 25, BrokerFaults::killLeader)
                    .on(THREE_BROKERS)
                    .weighing(2),
            Scenario.of("two-of-three", "two of three brokers killed", 35, BrokerFaults::killTwo)
                    .on(THREE_BROKERS)
                    .holding("I1-I6, writes refused, no false acknowledgement"),
            Scenario.of("all-brokers-kill", "all brokers killed", 30, BrokerFaults::killAll)
                    .on(THREE_BROKERS),
            Scenario.of("broker-bounce", "the only broker killed", 15, BrokerFaults::killAll),
            Scenario.of(
                    "proxy-partition",
                    "nothing arrives, on either side",
                    20,
                    NetworkFaults.weather("partition", Weather.PARTITION)),
            Scenario.of(
                    "proxy-half-open",
                    "answers do not arrive",
                    20,
                    NetworkFaults.weather("answers lost", Weather.ONE_WAY)),
            Scenario.of(
                    "proxy-slow", "every packet takes 150 ms", 15, NetworkFaults.weather("slow line", Weather.SLOW)),
            Scenario.of("proxy-reset", "every connection reset", 7, NetworkFaults::reset),
            Scenario.of("lost-commit-answer", "PostgreSQL's answer to COMMIT lost", 6, NetworkFaults::loseCommitAnswer)
                    .holding("I2, I3"),
            Scenario.of("postgres-crash", "PostgreSQL stopped at once", 12, DatabaseFaults::crash)
                    .holding("I1-I6, the dashboard keeps moving"),
            Scenario.of("postgres-backend-kill", "one backend killed", 8, DatabaseFaults::killBackend),
            Scenario.of("postgres-connections", "no connection is free", 14, DatabaseFaults::takeConnections)
                    .holding("retry, nothing skipped"),
            Scenario.of("postgres-lock", "a table is locked", 22, DatabaseFaults::lockTable)
                    .holding("retry, nothing skipped"),
            Scenario.of("state-lost", "state folder deleted, truncated, without CURRENT", 10, StateFaults::loseState)
                    .holding("I3, seconds to restore"),
            Scenario.of("offsets-lost", "the aggregator's group and its offsets deleted", 25, StateFaults::loseOffsets),
            Scenario.of("clock", "event times of 1970, 9999, a day early, a day late", 10, StateFaults::wrongClocks)
                    .on(Layout.USUAL.withClock(WorkerClock.JUMPING))
                    .holding("order by position"),
            Scenario.of("disk-full-postgres", "no room for PostgreSQL's write-ahead log", 45, DiskFaults::writeAheadLog)
                    .on(Layout.USUAL.withDisk(Layout.FullDisk.WAL))
                    .holding("no false acknowledgement, recovers"),
            Scenario.of("disk-full-kafka", "no room for the broker's log", 45, DiskFaults::broker)
                    .on(Layout.USUAL.withDisk(Layout.FullDisk.BROKER))
                    .holding("no false acknowledgement, recovers"),
            Scenario.of("disk-full-state", "no room for the aggregators' states", 45, DiskFaults::state)
                    .on(Layout.USUAL.withDisk(Layout.FullDisk.STATE))
                    .holding("no false acknowledgement, recovers"),
            Scenario.of("log-head-lost", "unread records deleted from the log", 45, LogFaults::loseHead)
                    .holding("alarms that count, never silence; everything else I1-I6"),
            Scenario.of(
                            "compaction-race",
                            "tiny segments, a tombstone gone before the bridge looks again",
                            50,
                            CompactionRace::race)
                    .holding("no ghost task"),
            Scenario.of("viewers", "viewers that never read, 1,000 reconnects", 30, ViewerFaults::misbehave)
                    .holding("I1-I6, others served as before"),
            Scenario.of("soak", "nothing but work", 60, Soak::minute)
                    .on(Layout.USUAL.withAggregators(1))
                    .holding("I7: heap after collection, files and threads stay as they are"));

    /** How many different steps the scenario {@code short} has. */
    public static final int SHORT = 7;

    private static Step oneOfEach(int index, Random random) {
        return switch (index % SHORT) {
            case 0 -> ProcessFaults.kill(stage -> stage.roles().aggregators()).make(index, random);
            case 1 ->
                ProcessFaults.kill(stage -> stage.roles().sinks().subList(0, 1)).make(index, random);
            case 2 ->
                ProcessFaults.kill(stage -> stage.roles().sinks().subList(1, 2)).make(index, random);
            case 3 ->
                ProcessFaults.kill(stage -> List.of(stage.roles().bridge())).make(index, random);
            case 4 -> DatabaseFaults.crash(index, random);
            case 5 -> BrokerFaults.killAll(index, random);
            default -> ProcessFaults.killMany(index, random);
        };
    }

    public static List<Scenario> all() {
        return ALL;
    }

    public static Optional<Scenario> named(String name) {
        return ALL.stream().filter(scenario -> scenario.name().equals(name)).findFirst();
    }

    private Scenarios() {}
}
