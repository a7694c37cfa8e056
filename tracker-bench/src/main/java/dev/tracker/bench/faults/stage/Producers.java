package dev.tracker.bench.faults.stage;

import dev.tracker.bench.faults.work.ProducerMain;
import dev.tracker.bench.run.BenchException;
import dev.tracker.bench.run.ChildJvm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** The workers' stand-ins, each in a JVM of its own; one that is killed begins anew with other tasks and another ledger. Not thread-safe. */
public final class Producers implements AutoCloseable {

    private static final List<String> JVM = List.of("-Xmx160m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String bootstrap;
    private final Path folder;
    private final long seed;
    private final Layout layout;
    private final List<ChildJvm> running = new ArrayList<>();
    private int lives;

    Producers(String bootstrap, Path folder, long seed, Layout layout) {
        this.bootstrap = bootstrap;
        this.folder = folder;
        this.seed = seed;
        this.layout = layout;
    }

    /** Where the ledgers lie. */
    public Path ledgers() {
        return folder.resolve("ledgers");
    }

    void start() {
        while (running.size() < layout.producers()) {
            running.add(next());
        }
    }

    private ChildJvm next() {
        int life = lives++;
        return ChildJvm.start(
                "producer",
                folder,
                JVM,
                ProducerMain.class,
                List.of(
                        bootstrap,
                        ledgers().resolve("producer-" + life).toString(),
                        Long.toString(seed + life),
                        "p" + life + "-",
                        Integer.toString(layout.eventsASecond()),
                        layout.clock().name()));
    }

    public int size() {
        return running.size();
    }

    /** {@code kill -9}, and another takes its place. Returns the exit code. */
    public int kill(int index) throws InterruptedException {
        ChildJvm killed = running.get(index);
        killed.kill();
        running.set(index, next());
        return killed.awaitExit(PATIENCE).orElse(-1);
    }

    /** Lets them send what they have begun and end. */
    void finish() throws InterruptedException {
        running.forEach(ChildJvm::endInput);
        for (ChildJvm producer : running) {
            OptionalInt exit = producer.awaitExit(PATIENCE);
            if (exit.isEmpty() || exit.getAsInt() != 0) {
                throw new BenchException("a producer did not end well; see " + folder.resolve("producer.log"));
            }
        }
        running.clear();
    }

    @Override
    public void close() {
        running.forEach(ChildJvm::close);
    }
}
