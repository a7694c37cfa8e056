package dev.tracker.cli.watch;

import dev.tracker.formats.TraceFormats;
import dev.tracker.formats.testkit.Collected;
import dev.tracker.schemas.ExecutionEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.KafkaException;

/** A folder that is watched into a list instead of Kafka, with a clock of its own. A watcher can be killed and begun anew at any time. */
final class Watched implements AutoCloseable {

    private static final TraceFormats FORMATS = TraceFormats.installed();

    final Path folder;
    final List<String> problems = new ArrayList<>();
    final List<ExecutionEvent> log = new ArrayList<>();
    final WatchCounts counts = new WatchCounts();
    final AtomicLong clock = new AtomicLong(1_000_000);
    boolean isKafkaAway;
    long since;

    private final String format;
    private final Path positions;
    private PositionFile file;
    private Watcher watcher;

    private final Delivery delivery = new Delivery() {
        @Override
        public void send(ExecutionEvent event) {
            if (isKafkaAway) {
                throw new KafkaException("away");
            }
            log.add(event);
        }

        @Override
        public void flush() {
            if (isKafkaAway) {
                throw new KafkaException("away");
            }
        }
    };

    Watched(String format, Path folder, Path data) throws IOException {
        this.format = format;
        this.folder = folder;
        this.positions = data.resolve("positions.json");
        this.file = PositionFile.open(positions);
        this.watcher = begin();
    }

    private Watcher begin() throws IOException {
        Sessions sessions = new Sessions(FORMATS, FORMATS.byName(format), List.of(folder));
        return new Watcher(sessions, delivery, new Positions(file), counts, problems::add, clock::get, since);
    }

    Watcher watcher() {
        return watcher;
    }

    /** Nothing is left of the watcher but what it has written down; another one begins. */
    void kill() {
        try {
            file.close();
            file = PositionFile.open(positions);
            watcher = begin();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void lookAndCommit() throws IOException {
        watcher.lookEverywhere();
        watcher.commit();
    }

    /** Time enough for files to count as quiet, and looks that notice. */
    void rest() throws IOException {
        clock.addAndGet(Watcher.QUIET_MILLIS + 1);
        lookAndCommit();
    }

    /** What the fold makes of the log: by counter, without what has come before. */
    Map<Collected.Counter, List<ExecutionEvent>> counted() {
        Map<Collected.Counter, List<ExecutionEvent>> counted = new LinkedHashMap<>();
        Map<Collected.Counter, Set<Long>> seen = new LinkedHashMap<>();
        for (ExecutionEvent event : log) {
            Collected.Counter counter = Collected.Counter.of(event);
            if (seen.computeIfAbsent(counter, c -> new HashSet<>())
                    .add(event.envelope().seq())) {
                counted.computeIfAbsent(counter, c -> new ArrayList<>()).add(event);
            }
        }
        return counted;
    }

    /** What a replay of the file gives. */
    Map<Collected.Counter, List<ExecutionEvent>> replay(Path session) throws IOException {
        return Collected.read(FORMATS.byName(format), session).byCounter();
    }

    int replayed(Path session) throws IOException {
        return Collected.read(FORMATS.byName(format), session).events().size();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
