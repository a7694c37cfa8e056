package dev.tracker.ingest.internal.http;

import dev.tracker.ingest.IngestMetrics;
import dev.tracker.ingest.internal.Problem;
import dev.tracker.ingest.internal.send.InFlight;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Collects a request's body without holding a thread while it waits: one that comes slowly costs memory only, and that is bounded by {@link InFlight} and by time. Its
 * callbacks come one at a time.
 */
final class BodyReader implements Runnable {

    private static final int STATUS_TOO_LARGE = 413;

    private final Call call;
    private final Request request;
    private final int limit;
    private final InFlight.Share share;
    private final IngestMetrics metrics;
    private final Consumer<byte[]> next;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final Scheduler.Task timeout;

    private BodyReader(
            Call call,
            int limit,
            Duration patience,
            InFlight.Share share,
            IngestMetrics metrics,
            Consumer<byte[]> next) {
        this.call = call;
        this.request = call.request();
        this.limit = limit;
        this.share = share;
        this.metrics = metrics;
        this.next = next;
        this.timeout = request.getComponents().getScheduler().schedule(this::isLate, patience);
    }

    /**
     * Reads, and then hands the body on; or answers with what is wrong.
     *
     * @param share grows with the body, and is closed when all is done
     */
    static void read(
            Call call,
            int limit,
            Duration patience,
            InFlight.Share share,
            IngestMetrics metrics,
            Consumer<byte[]> next) {
        if (call.request().getLength() > limit) {
            throw tooLarge(limit);
        }
        new BodyReader(call, limit, patience, share, metrics, next).run();
    }

    static Problem tooLarge(int limit) {
        return new Problem(
                STATUS_TOO_LARGE, "A body may have at most " + limit + " bytes, also once it is decompressed.");
    }

    static Problem noRoom() {
        return new Problem(429, "There is too much on its way to Kafka already; nothing of this was taken.", 1);
    }

    @Override
    public void run() {
        if (call.isAnswered()) {
            end();
            return;
        }
        try {
            if (!readAvailable()) {
                request.demand(this);
                return;
            }
        } catch (Problem problem) {
            end();
            call.problem(problem);
            return;
        }
        timeout.cancel();
        metrics.received(body.size());
        call.guard(() -> {
            try {
                next.accept(body.toByteArray());
            } finally {
                share.close();
            }
        });
    }

    /** Whether that was all. */
    private boolean readAvailable() {
        while (true) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                return false;
            }
            if (Content.Chunk.isFailure(chunk)) {
                throw chunk.getFailure() instanceof TimeoutException
                        ? late()
                        : new Problem(400, "The body did not come to its end.");
            }
            try {
                take(chunk);
            } finally {
                chunk.release();
            }
            if (chunk.isLast()) {
                return true;
            }
        }
    }

    private void take(Content.Chunk chunk) {
        int size = chunk.remaining();
        if (body.size() + (long) size > limit) {
            throw tooLarge(limit);
        }
        if (!share.grow(size)) {
            throw noRoom();
        }
        byte[] bytes = new byte[size];
        chunk.get(bytes, 0, size);
        body.write(bytes, 0, size);
    }

    private void isLate() {
        call.header(HttpHeader.CONNECTION, "close");
        call.problem(late());
        share.close();
    }

    private static Problem late() {
        return new Problem(408, "The body took too long to arrive.");
    }

    private void end() {
        timeout.cancel();
        share.close();
    }
}
