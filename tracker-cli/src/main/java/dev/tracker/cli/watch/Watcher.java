package dev.tracker.cli.watch;

import dev.tracker.formats.LineFormat;
import dev.tracker.formats.TraceFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Follows files: {@link #look} reads what has come and sends it, {@link #commit} makes sure that Kafka has it and then notes so. Killed in between,
 * the next watcher sends again what was not noted; the fold counts it once. Used by one thread.
 */
final class Watcher {

    /** How long nobody may have written to a file before its last, open line, or its damage, is taken for what it is. */
    static final long QUIET_MILLIS = 2_000;

    /** Sessions of which is kept in memory what makes reading on cheap. */
    private static final int MOST_WARM = 64;

    /** A document is read in full for each change: afterwards it rests so many times as long as that took. */
    private static final int REST_PER_WORK = 4;

    /** So much work a kill may undo while many files are read one after the other. */
    private static final long MOST_UNCOMMITTED_MILLIS = 2_000;

    private final Sessions sessions;
    private final Delivery delivery;
    private final Positions positions;
    private final WatchCounts counts;
    private final Consumer<String> problems;
    private final LongSupplier millis;
    private final long since;

    private final Map<Path, WatchedFile> files = new HashMap<>();
    private final Map<Path, FileState> others = new HashMap<>();
    /** When a change was noticed that is still to be read. */
    private final Map<Path, Long> changes = new HashMap<>();
    /** When a file will have been quiet for long enough. */
    private final Map<Path, Long> quietAt = new HashMap<>();

    private final Map<Path, Long> restsUntil = new HashMap<>();
    /** What was read since the last commit, and when its change was noticed. */
    private final Map<Path, Long> uncommitted = new HashMap<>();

    private final LinkedHashMap<Path, WatchedFile> warm = new LinkedHashMap<>(16, 0.75f, true);
    private long committed;

    /** {@code since}: files whose last change is earlier, in microseconds since 1970, are left alone until they change. */
    Watcher(
            Sessions sessions,
            Delivery delivery,
            Positions positions,
            WatchCounts counts,
            Consumer<String> problems,
            LongSupplier millis,
            long since) {
        this.sessions = sessions;
        this.delivery = delivery;
        this.positions = positions;
        this.counts = counts;
        this.problems = problems;
        this.millis = millis;
        this.since = since;
    }

    /** Reads what has come in any file. */
    void lookEverywhere() throws IOException {
        Set<Path> there = new HashSet<>();
        sessions.walk((file, state) -> {
            there.add(file);
            notice(file, state);
        });
        forgetAllBut(there);
        readDue(false);
    }

    /** Reads what has come in files that are said to have changed, and in those that had to wait. */
    void look(Collection<Path> changed) throws IOException {
        for (Path file : changed) {
            try {
                if (sessions.covers(file) && Files.isRegularFile(file)) {
                    notice(file, FileState.of(file));
                }
            } catch (NoSuchFileException e) {
                // Gone again; if it has only moved, it is found at its new place.
            }
        }
        readDue(false);
    }

    /** Reads everything to its end, as if nobody would write to it any more. */
    void finish() throws IOException {
        lookEverywhere();
        readDue(true);
    }

    /** Makes sure that everything that was read is safe, and notes so. */
    void commit() throws IOException {
        if (!uncommitted.isEmpty()) {
            delivery.flush();
            for (Path file : uncommitted.keySet()) {
                WatchedFile watched = files.get(file);
                if (watched != null) {
                    positions.put(file, watched.acknowledge());
                }
            }
            uncommitted.clear();
        }
        positions.save();
        committed = millis.getAsLong();
        showLag();
    }

    /** What was sent since the last commit is lost, or may be: it will be read and sent again. */
    void takeBack() {
        uncommitted.forEach((file, noticed) -> {
            WatchedFile watched = files.get(file);
            if (watched != null) {
                watched.takeBack();
                changes.put(file, noticed);
            }
        });
        uncommitted.clear();
        restsUntil.clear();
    }

    private void notice(Path file, FileState state) {
        WatchedFile watched = files.get(file);
        if (watched == null) {
            watched = meet(file, state);
        }
        if (watched != null && !state.equals(watched.seen())) {
            changes.putIfAbsent(file, millis.getAsLong());
        }
    }

    private @Nullable WatchedFile meet(Path file, FileState state) {
        if (state.equals(others.get(file))) {
            return null;
        }
        Position known = positions.find(file, state);
        if (known == null && state.modified() < since) {
            others.put(file, state);
            return null;
        }
        TraceFormat format = null;
        try {
            format = sessions.formatOf(file);
        } catch (IOException e) {
            problems.accept("can't read " + file + ": " + e);
        }
        if (format == null) {
            others.put(file, state);
            return null;
        }
        others.remove(file);
        Position from = known == null ? WatchedFile.nothing() : known;
        FileReport report = new FileReport(new FilePosition(from.next()), delivery, counts, problems);
        WatchedFile watched = new WatchedFile(file, format, from, report);
        if (from.state().equals(state)) {
            watched.trust(state);
        }
        files.put(file, watched);
        counts.files.set(files.size());
        return watched;
    }

    private void readDue(boolean isFinal) throws IOException {
        long now = millis.getAsLong();
        Set<Path> due = new TreeSet<>();
        changes.keySet().stream()
                .filter(file -> isFinal || restsUntil.getOrDefault(file, 0L) <= now)
                .forEach(due::add);
        quietAt.forEach((file, at) -> {
            if (isFinal || at <= now) {
                due.add(file);
            }
        });
        for (Path file : due) {
            read(file, isFinal);
            if (millis.getAsLong() - committed > MOST_UNCOMMITTED_MILLIS) {
                commit();
            }
        }
        showLag();
    }

    private void read(Path file, boolean isFinal) throws IOException {
        WatchedFile watched = files.get(file);
        long began = millis.getAsLong();
        Long noticed = changes.getOrDefault(file, began);
        boolean isQuietTime = quietAt.getOrDefault(file, Long.MAX_VALUE) <= began;
        changes.remove(file);
        quietAt.remove(file);
        if (watched == null) {
            return;
        }
        uncommitted.putIfAbsent(file, noticed);
        try {
            FileState state = FileState.of(file);
            boolean isQuiet = isFinal || (isQuietTime && state.equals(watched.seen()));
            watched.read(state, isQuiet);
            if (watched.isUnsettled() && !isQuiet) {
                quietAt.put(file, millis.getAsLong() + QUIET_MILLIS);
            }
        } catch (NoSuchFileException e) {
            // Gone meanwhile. The next look everywhere drops it.
        } catch (KafkaException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Also what a format of others may throw, which must not end the watch of all other files.
            watched.fail(e);
        }
        if (!(watched.format() instanceof LineFormat)) {
            long took = millis.getAsLong() - began;
            restsUntil.put(file, began + took + took * REST_PER_WORK);
        }
        keepWarm(file, watched);
    }

    private void keepWarm(Path file, WatchedFile watched) {
        if (watched.isWarm()) {
            warm.put(file, watched);
            if (warm.size() > MOST_WARM) {
                Path coldest = warm.keySet().iterator().next();
                WatchedFile dropped = warm.remove(coldest);
                if (dropped != null) {
                    dropped.forget();
                }
            }
        } else {
            warm.remove(file);
        }
    }

    private void forgetAllBut(Set<Path> there) {
        files.keySet().retainAll(there);
        others.keySet().retainAll(there);
        changes.keySet().retainAll(there);
        quietAt.keySet().retainAll(there);
        restsUntil.keySet().retainAll(there);
        warm.keySet().retainAll(there);
        positions.retain(there);
        counts.files.set(files.size());
    }

    private void showLag() {
        long now = millis.getAsLong();
        long oldest = now;
        for (Map<Path, Long> waiting : List.of(changes, uncommitted)) {
            for (long noticed : waiting.values()) {
                oldest = Math.min(oldest, noticed);
            }
        }
        counts.behind.set(changes.size());
        counts.lagMillis.set(now - oldest);
    }
}
