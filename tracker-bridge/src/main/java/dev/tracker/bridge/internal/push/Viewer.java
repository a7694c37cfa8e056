package dev.tracker.bridge.internal.push;

import dev.tracker.schemas.TaskProgress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.function.Function;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.jspecify.annotations.Nullable;

/** Someone who watches over a WebSocket. At most one write is under way; what changes meanwhile waits in {@link Pending}. Safe for use by many threads. */
final class Viewer extends IteratingCallback {

    private final CoreSession session;
    private final Function<String, @Nullable TaskProgress> tasks;
    private final FrameCache frames;
    private final Pending pending = new Pending();

    Viewer(CoreSession session, Function<String, @Nullable TaskProgress> tasks, FrameCache frames) {
        this.session = session;
        this.tasks = tasks;
        this.frames = frames;
    }

    void snapshot(@Nullable String before, Collection<String> taskIds, String after) {
        pending.snapshot(before, taskIds, after);
        iterate();
    }

    void changed(Collection<String> taskIds) {
        pending.changed(taskIds);
        iterate();
    }

    void status(String message) {
        pending.status(message);
        iterate();
    }

    void ping() {
        session.sendFrame(new Frame(OpCode.PING), Callback.NOOP, false);
    }

    void disconnect(int code, String reason) {
        session.close(code, reason, Callback.NOOP);
    }

    @Override
    protected Action process() {
        Pending.Next next = pending.poll();
        if (next == null) {
            return Action.IDLE;
        }
        // Small frames are gathered into one write, as long as more is waiting.
        session.sendFrame(new Frame(OpCode.TEXT, ByteBuffer.wrap(payload(next))), this, !next.isLast());
        return Action.SCHEDULED;
    }

    private byte[] payload(Pending.Next next) {
        if (next.control() != null) {
            return next.control().getBytes(StandardCharsets.UTF_8);
        }
        String taskId = String.valueOf(next.taskId());
        TaskProgress task = tasks.apply(taskId);
        return task == null ? ControlMessages.removed(taskId) : frames.frame(task);
    }

    @Override
    protected void onCompleteFailure(Throwable cause) {
        session.abort();
    }
}
