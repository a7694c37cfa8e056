package dev.tracker.ingest.internal.http;

import dev.tracker.ingest.internal.send.Fate;
import dev.tracker.ingest.internal.send.Sent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.server.Components;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/** Waits for what becomes of a request's events without holding a thread. */
final class Fates {

    /** What is said of an event of which nothing is known when time is up. */
    private static final Fate.Failed UNKNOWN =
            new Fate.Failed("Kafka has not acknowledged it yet; send it again with the same eventId");

    /** Runs the work once: when all is decided or time is up, on a thread that serves requests, not on Kafka's. */
    static void await(List<Sent> sent, Duration patience, Components components, Runnable work) {
        Executor executor = components.getExecutor();
        AtomicBoolean isDue = new AtomicBoolean();
        Runnable once = () -> {
            if (isDue.compareAndSet(false, true)) {
                executor.execute(work);
            }
        };
        List<CompletableFuture<Fate>> fates = sent.stream()
                .map(Fates::future)
                .filter(fate -> fate != null && !fate.isDone())
                .toList();
        if (fates.isEmpty()) {
            work.run();
            return;
        }
        Scheduler.Task timeout = components.getScheduler().schedule(once, patience);
        CompletableFuture<Void> unused = CompletableFuture.allOf(fates.toArray(new CompletableFuture<?>[0]))
                .whenComplete((nothing, failure) -> {
                    timeout.cancel();
                    once.run();
                });
    }

    /** What is known of it now; null if it was not sent. */
    static @Nullable Fate of(Sent sent) {
        CompletableFuture<Fate> fate = future(sent);
        return fate == null ? null : fate.getNow(UNKNOWN);
    }

    private static @Nullable CompletableFuture<Fate> future(Sent sent) {
        return sent instanceof Sent.UnderWay underWay ? underWay.fate() : null;
    }

    private Fates() {}
}
