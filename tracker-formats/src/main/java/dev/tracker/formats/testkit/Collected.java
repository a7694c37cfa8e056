package dev.tracker.formats.testkit;

import dev.tracker.formats.TraceFormat;
import dev.tracker.formats.TraceSink;
import dev.tracker.schemas.EventType;
import dev.tracker.schemas.ExecutionEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Keeps what a format finds, for tests. Used by one thread. */
public final class Collected implements TraceSink {

    /** Something that could not be read; {@code line} as in {@link TraceSink#unreadable}. */
    public record Problem(Path file, long line, String reason) {}

    /** Whose numbers an event's {@code seq} is one of. */
    public record Counter(String taskId, int attempt, String emitterId) {

        public static Counter of(ExecutionEvent event) {
            return new Counter(
                    event.envelope().taskId(),
                    event.envelope().attempt(),
                    event.envelope().emitterId());
        }
    }

    private final List<ExecutionEvent> events = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private long records;

    /** What the format finds in the files, read one after the other. */
    public static Collected read(TraceFormat format, Path... files) throws IOException {
        Collected collected = new Collected();
        for (Path file : files) {
            format.read(file, collected);
        }
        return collected;
    }

    @Override
    public void event(ExecutionEvent event) {
        events.add(event);
    }

    @Override
    public void unreadable(Path file, long line, String reason) {
        problems.add(new Problem(file, line, reason));
    }

    @Override
    public void record(Path file) {
        records++;
    }

    /** Every event, in the order they came. */
    public List<ExecutionEvent> events() {
        return events;
    }

    /** What could not be read. */
    public List<Problem> problems() {
        return problems;
    }

    /** How many records were read. */
    public long records() {
        return records;
    }

    public List<EventType> types() {
        return events.stream().map(ExecutionEvent::type).toList();
    }

    /** The events of one task. */
    public List<ExecutionEvent> of(String taskId) {
        return events.stream()
                .filter(event -> event.envelope().taskId().equals(taskId))
                .toList();
    }

    /** The events by who numbered them. */
    public Map<Counter, List<ExecutionEvent>> byCounter() {
        Map<Counter, List<ExecutionEvent>> byCounter = new LinkedHashMap<>();
        for (ExecutionEvent event : events) {
            byCounter
                    .computeIfAbsent(Counter.of(event), counter -> new ArrayList<>())
                    .add(event);
        }
        return byCounter;
    }

    /** The events of one type. */
    public <T extends ExecutionEvent> Stream<T> all(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast);
    }

    /**
     * The event of that type.
     *
     * @throws AssertionError if there is not exactly one
     */
    public <T extends ExecutionEvent> T only(Class<T> type) {
        List<T> found = all(type).toList();
        if (found.size() != 1) {
            throw new AssertionError("expected one " + type.getSimpleName() + ", found " + found);
        }
        return found.get(0);
    }
}
