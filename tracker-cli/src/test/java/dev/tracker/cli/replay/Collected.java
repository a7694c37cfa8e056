package dev.tracker.cli.replay;

import dev.tracker.schemas.EventType;
import dev.tracker.schemas.ExecutionEvent;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Keeps what a format finds. */
public final class Collected implements TraceSink {

    public record Problem(Path file, long line, String reason) {}

    public final List<ExecutionEvent> events = new ArrayList<>();
    public final List<Problem> problems = new ArrayList<>();
    public long records;

    /** Reads one file of the samples in the test resources. */
    public static Collected sample(TraceFormat format, String name) throws IOException {
        return read(format, samplePath(name));
    }

    public static Path samplePath(String name) {
        URL found = Collected.class.getResource("/replay/" + name);
        if (found == null) {
            throw new AssertionError("no sample is called " + name);
        }
        return Path.of(URI.create(found.toString()));
    }

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

    public List<EventType> types() {
        return events.stream().map(ExecutionEvent::type).toList();
    }

    public List<ExecutionEvent> of(String taskId) {
        return events.stream()
                .filter(event -> event.envelope().taskId().equals(taskId))
                .toList();
    }

    public <T extends ExecutionEvent> Stream<T> all(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast);
    }

    public <T extends ExecutionEvent> T only(Class<T> type) {
        List<T> found = all(type).toList();
        if (found.size() != 1) {
            throw new AssertionError("expected one " + type.getSimpleName() + ", found " + found);
        }
        return found.get(0);
    }
}
