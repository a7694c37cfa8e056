package dev.tracker.bench.faults.scenario;

import dev.tracker.bench.cluster.BrokerNode;
import dev.tracker.bench.faults.role.Role;
import dev.tracker.bench.faults.stage.SmallDisk;
import dev.tracker.bench.faults.stage.Stage;
import dev.tracker.bench.run.BenchException;
import dev.tracker.bench.run.Wait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

/** Disks that are full for a while. */
final class DiskFaults {

    private static final int MOST_PAUSE_MS = 2_000;
    private static final int LEAST_FULL_MS = 1_000;
    private static final int MOST_FULL_MS = 6_000;
    private static final Duration PATIENCE = Duration.ofSeconds(75);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final String FULL = "No space left on device";

    static Step writeAheadLog(int index, Random random) {
        int milliseconds = timeFull(random);
        return step(random, "the disk of PostgreSQL's write-ahead log", stage -> {
            String seen = fillUntilSaid(stage, stage.postgres().log(), milliseconds);
            if (!stage.postgres().isUpWithin(PATIENCE)) {
                stage.postgres().restart();
                seen += "; the server had to be started again";
            }
            return seen;
        });
    }

    static Step broker(int index, Random random) {
        int milliseconds = timeFull(random);
        return step(random, "the broker's disk", stage -> {
            BrokerNode node = stage.brokers().cluster().node(1);
            String seen = fillUntilSaid(stage, stage.brokers().log(1), milliseconds);
            if (!node.isAlive()) {
                node.start();
                node.awaitReady(PATIENCE);
                seen += "; the broker had ended and was started again";
            }
            return seen;
        });
    }

    /** The state is written where an aggregator starts or ends. */
    static Step state(int index, Random random) {
        int milliseconds = timeFull(random);
        return step(random, "the disk of the aggregators' states", stage -> {
            Role role = stage.roles().aggregators().get(0);
            disk(stage).fill();
            role.kill();
            stage.killed();
            role.start();
            String seen = fillUntilSaid(stage, stage.roles().log(role.name()), milliseconds);
            if (!role.isAlive()) {
                role.start();
                seen += "; the aggregator had ended and was started again";
            }
            return seen;
        });
    }

    private static int timeFull(Random drawn) {
        return LEAST_FULL_MS + drawn.nextInt(MOST_FULL_MS - LEAST_FULL_MS);
    }

    private static String fillUntilSaid(Stage stage, Path log, int thenMs)
            throws InterruptedException, NoEffectException {
        long from = size(log);
        SmallDisk disk = disk(stage);
        try {
            disk.fill();
            Wait.until("someone says that the disk is full", LOOK, PATIENCE, () -> {
                disk.fill();
                return says(log, from);
            });
            Thread.sleep(thenMs);
            return log.getFileName() + " says: " + FULL;
        } catch (BenchException e) {
            throw new NoEffectException("nobody noticed that the disk is full");
        } finally {
            disk.free();
            stage.healed();
        }
    }

    private static SmallDisk disk(Stage stage) {
        SmallDisk disk = stage.disk();
        if (disk == null) {
            throw new IllegalStateException("the layout has no small disk");
        }
        return disk;
    }

    private static long size(Path log) {
        try {
            return Files.exists(log) ? Files.size(log) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean says(Path log, long from) {
        try {
            byte[] all = Files.exists(log) ? Files.readAllBytes(log) : new byte[0];
            int start = (int) Math.min(from, all.length);
            return new String(all, start, all.length - start, StandardCharsets.UTF_8).contains(FULL);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Step step(Random random, String what, Step.Injection injection) {
        return new Step(random.nextInt(MOST_PAUSE_MS), what + " is full", injection);
    }

    private DiskFaults() {}
}
