package dev.tracker.cli.watch;

import dev.tracker.formats.TraceSink;
import dev.tracker.schemas.ExecutionEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Takes what a format finds in one file: passes events on that have not been sent before, and says each problem once. Problems are held back until
 * the file is quiet, since they may be those of a file that is just being written. Used by one thread.
 */
final class FileReport implements TraceSink {

    private static final int MOST_REMEMBERED = 1_000;

    private final Delivery delivery;
    private final WatchCounts counts;
    private final Consumer<String> problems;
    private final Set<String> told = new HashSet<>();
    private final List<String> held = new ArrayList<>();
    private FilePosition position;

    FileReport(FilePosition position, Delivery delivery, WatchCounts counts, Consumer<String> problems) {
        this.position = position;
        this.delivery = delivery;
        this.counts = counts;
        this.problems = problems;
    }

    FilePosition position() {
        return position;
    }

    void resetTo(FilePosition earlier) {
        position = earlier;
        held.clear();
    }

    @Override
    public void event(ExecutionEvent event) {
        if (position.advance(event)) {
            delivery.send(event);
            counts.sent.incrementAndGet();
        }
    }

    @Override
    public void unreadable(Path file, long line, String reason) {
        String problem = file + (line == WHOLE_FILE ? "" : ":" + line) + ": " + reason;
        if (held.size() < MOST_REMEMBERED) {
            held.add(problem);
        }
    }

    /** Whether problems are held back. */
    boolean hasDoubts() {
        return !held.isEmpty();
    }

    /** The file is being read again from its beginning: what was held back will come again. */
    void forgetDoubts() {
        held.clear();
    }

    /** What was held back is true. */
    void settle() {
        for (String problem : held) {
            if (told.size() < MOST_REMEMBERED && told.add(problem)) {
                counts.unreadable.incrementAndGet();
                problems.accept("unreadable: " + problem);
            }
        }
        held.clear();
    }
}
