package dev.tracker.bench.faults.scenario;

import dev.tracker.bench.faults.role.Role;
import dev.tracker.bench.faults.stage.Stage;
import dev.tracker.bench.run.BenchException;
import dev.tracker.bench.run.TempFolder;
import dev.tracker.bench.run.Wait;
import dev.tracker.streams.AggregatorSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/** What happens to what the aggregator keeps, on its disk and in Kafka, and to workers' clocks. */
final class StateFaults {

    private static final int MOST_PAUSE_MS = 2_500;
    private static final int PICKS = 1 << 16;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** What can be done to the files. */
    private enum Damage {
        /** The folder is gone. */
        DELETED,
        /** Every file of the store is half as long. */
        TRUNCATED,
        /** The name of the store's newest list of files is gone, and with it how far the store is: Streams 4.3 keeps that in RocksDB, not in a checkpoint file. */
        WITHOUT_CURRENT
    }

    private static final List<Damage> DAMAGES = List.of(Damage.values());

    static Step loseState(int index, Random random) {
        Damage damage = DAMAGES.get(index % DAMAGES.size());
        boolean inOrder = random.nextBoolean();
        int pick = random.nextInt(PICKS);
        String how = (inOrder ? "ended in order" : "killed") + ", state " + damage + ", pick " + pick;
        return new Step(random.nextInt(MOST_PAUSE_MS), how, stage -> {
            List<Role> all = stage.roles().aggregators();
            Role role = all.get(pick % all.size());
            if (inOrder) {
                role.stop();
            } else {
                role.kill();
                stage.killed();
            }
            long touched = damage(stage.roles().stateDir(role.name()), damage);
            role.start();
            if (touched == 0) {
                throw new NoEffectException(role.name() + " had no such files");
            }
            return role.name() + ": " + touched + " files";
        });
    }

    private static long damage(Path folder, Damage damage) {
        try (Stream<Path> walk = Files.walk(folder)) {
            List<Path> files = walk.filter(Files::isRegularFile)
                    .filter(file -> switch (damage) {
                        case DELETED -> true;
                        case TRUNCATED -> file.toString().contains("rocksdb");
                        case WITHOUT_CURRENT -> file.getFileName().toString().equals("CURRENT");
                    })
                    .toList();
            for (Path file : files) {
                if (damage == Damage.TRUNCATED) {
                    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                        channel.truncate(channel.size() / 2);
                    }
                } else if (damage == Damage.WITHOUT_CURRENT) {
                    Files.delete(file);
                }
            }
            if (damage == Damage.DELETED) {
                TempFolder.remove(folder);
            }
            return files.size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All aggregators end, and the group with all of its offsets is deleted: they begin at the log's start. */
    static Step loseOffsets(int index, Random random) {
        return new Step(random.nextInt(MOST_PAUSE_MS), "the aggregator's group is deleted", stage -> {
            for (Role each : stage.roles().aggregators()) {
                each.stop();
            }
            String group = AggregatorSettings.DEFAULT_APPLICATION_ID;
            Wait.until("the group is empty", Duration.ofMillis(500), PATIENCE, () -> isDeleted(stage, group));
            stage.roles().aggregators().forEach(Role::start);
            stage.healed();
            return "group " + group + " deleted";
        });
    }

    /** Refused while Kafka takes a member for alive. */
    private static boolean isDeleted(Stage stage, String group) throws InterruptedException {
        try {
            stage.admin().deleteConsumerGroups(List.of(group)).all().get();
            return true;
        } catch (ExecutionException e) {
            return false;
        }
    }

    /** The faults are in the events themselves; this looks whether they have come through, and kills an aggregator between. */
    static Step wrongClocks(int index, Random random) {
        int pick = random.nextInt(PICKS);
        return new Step(random.nextInt(MOST_PAUSE_MS), "clocks of 1970, 9999 and a day off, pick " + pick, stage -> {
            long before = wrongTimes(stage);
            Wait.until(
                    "events with wrong times are stored",
                    Duration.ofMillis(200),
                    PATIENCE,
                    () -> wrongTimes(stage) > before);
            Role role = stage.roles()
                    .aggregators()
                    .get(pick % stage.roles().aggregators().size());
            role.kill();
            stage.killed();
            role.start();
            return wrongTimes(stage) + " events of 1970 and 9999 stored";
        });
    }

    private static long wrongTimes(Stage stage) {
        try (Connection connection = stage.postgres().connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM tracker.execution_event"
                        + " WHERE occurred_at < '1971-01-01' OR occurred_at > '9999-01-01'")) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new BenchException("PostgreSQL can't be asked: " + e.getMessage(), e);
        }
    }

    private StateFaults() {}
}
