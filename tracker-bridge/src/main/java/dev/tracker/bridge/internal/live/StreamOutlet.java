package dev.tracker.bridge.internal.live;

import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** To a viewer's event stream. */
final class StreamOutlet implements Outlet {

    private final Response response;
    private final Callback done;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile Runnable onEnd = () -> {};

    /** @param done to be completed when the stream has ended */
    StreamOutlet(Response response, Callback done) {
        this.response = response;
        this.done = done;
    }

    /** Has this run once the stream has ended, however that came; at once if it has. */
    void onEnd(Runnable action) {
        onEnd = action;
        if (ended.get()) {
            action.run();
        }
    }

    @Override
    public void send(Frame frame, boolean more, Callback callback) {
        response.write(false, frame.asEvent(), callback);
    }

    @Override
    public void close(Goodbye goodbye) {
        if (ended.compareAndSet(false, true)) {
            response.write(true, null, done);
            onEnd.run();
        }
    }

    @Override
    public void abort(Throwable cause) {
        if (ended.compareAndSet(false, true)) {
            done.failed(cause);
            onEnd.run();
        }
    }
}
