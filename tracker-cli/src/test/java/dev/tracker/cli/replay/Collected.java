package dev.tracker.cli.replay;

import dev.tracker.schemas.EventType;
import dev.tracker.schemas.ExecutionEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Keeps what a format finds. */
final class Collected implements TraceSink {

    record Problem(Path file, long line, String reason) {}

    final List<ExecutionEvent> events = new ArrayList<>();
    final List<Problem> problems = new ArrayList<>();
    long records;

    static Collected read(TraceFormat format, Path... files) throws IOException {
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

    List<EventType> types() {
        return events.stream().map(ExecutionEvent::type).toList();
    }

    List<ExecutionEvent> of(String taskId) {
        return events.stream()
                .filter(event -> event.envelope().taskId().equals(taskId))
                .toList();
    }

    <T extends ExecutionEvent> Stream<T> all(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast);
    }

    <T extends ExecutionEvent> T only(Class<T> type) {
        List<T> found = all(type).toList();
        if (found.size() != 1) {
            throw new AssertionError("expected one " + type.getSimpleName() + ", found " + found);
        }
        return found.get(0);
    }
}
