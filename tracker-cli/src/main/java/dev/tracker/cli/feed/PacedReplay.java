package dev.tracker.cli.feed;

import dev.tracker.formats.TraceFormat;
import dev.tracker.schemas.ExecutionEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends the events of many sessions at the pace of their recordings, all sessions starting at once. A session's order is the recording's order: where its time
 * runs backwards or is missing, an event follows its predecessor at once.
 */
final class PacedReplay {

    /** The events of one session that are still to be sent, and when the next is due. */
    private static final class Session {
        final List<ExecutionEvent> events = new ArrayList<>();
        int next;
        Duration due = Duration.ZERO;

        @Nullable
        Instant first;

        /** Works out when the next event is due, never before the one before it. */
        void schedule(double factor) {
            Instant timestamp = events.get(next).envelope().timestamp();
            if (timestamp != null) {
                first = first == null ? timestamp : first;
                Duration at = ReplayCommand.scaled(Duration.between(first, timestamp), factor);
                due = at.compareTo(due) > 0 ? at : due;
            }
        }
    }

    private final double factor;
    private final Consumer<ExecutionEvent> receiver;

    PacedReplay(double factor, Consumer<ExecutionEvent> receiver) {
        this.factor = factor;
        this.receiver = receiver;
    }

    void run(TraceFormat format, List<Path> files, ReplayReport report) throws InterruptedException {
        PriorityQueue<Session> queue = new PriorityQueue<>(Comparator.comparing((Session session) -> session.due));
        for (Path file : files) {
            Session session = new Session();
            report.read(format, file, session.events::add);
            if (!session.events.isEmpty()) {
                session.schedule(factor);
                queue.add(session);
            }
        }
        long started = System.nanoTime();
        while (!queue.isEmpty()) {
            Session session = queue.remove();
            long wait = session.due.toNanos() - (System.nanoTime() - started);
            if (wait > 0) {
                TimeUnit.NANOSECONDS.sleep(wait);
            }
            receiver.accept(session.events.get(session.next));
            session.next++;
            if (session.next < session.events.size()) {
                session.schedule(factor);
                queue.add(session);
            }
        }
    }
}
