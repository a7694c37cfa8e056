package dev.tracker.bridge.internal.push;

import java.nio.ByteBuffer;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.exception.MessageTooLargeException;
import org.jspecify.annotations.Nullable;

/** The receiving end of a viewer's WebSocket: answers pings and passes over everything else, without keeping any of it. */
public final class ViewerSocket implements FrameHandler {

    /** Largest message that a viewer may send. */
    public static final int MAX_INCOMING_BYTES = 64 * 1024;

    private final Viewers viewers;
    private @Nullable CoreSession session;
    private @Nullable Viewer viewer;
    private boolean closed;
    private int messageBytes;

    public ViewerSocket(Viewers viewers) {
        this.viewers = viewers;
    }

    @Override
    public void onOpen(CoreSession opened, Callback callback) {
        session = opened;
        callback.succeeded();
        Viewer joined = viewers.join(opened);
        boolean alreadyClosed;
        synchronized (this) {
            viewer = joined;
            alreadyClosed = closed;
        }
        if (alreadyClosed) {
            viewers.leave(joined);
        }
        opened.demand();
    }

    @Override
    public void onFrame(Frame frame, Callback callback) {
        CoreSession open = session;
        if (open == null) {
            callback.succeeded();
            return;
        }
        switch (frame.getOpCode()) {
            case OpCode.PING -> {
                // The next frame is asked for when the answer is out: a flood of pings cannot pile up answers.
                ByteBuffer payload = BufferUtil.copy(frame.getPayload());
                callback.succeeded();
                open.sendFrame(
                        new Frame(OpCode.PONG, payload), Callback.from(open::demand, failure -> open.abort()), false);
                return;
            }
            case OpCode.TEXT, OpCode.BINARY, OpCode.CONTINUATION -> {
                messageBytes += frame.getPayloadLength();
                if (messageBytes > MAX_INCOMING_BYTES) {
                    callback.failed(new MessageTooLargeException("a message may have at most 64 KiB"));
                    return;
                }
                if (frame.isFin()) {
                    messageBytes = 0;
                }
            }
            default -> {
                // Pongs keep the connection from idling out by having arrived; a close is answered by the session
                // itself.
            }
        }
        callback.succeeded();
        if (frame.getOpCode() != OpCode.CLOSE) {
            open.demand();
        }
    }

    @Override
    public void onError(Throwable cause, Callback callback) {
        callback.succeeded();
    }

    @Override
    public void onClosed(CloseStatus status, Callback callback) {
        Viewer left;
        synchronized (this) {
            closed = true;
            left = viewer;
        }
        if (left != null) {
            viewers.leave(left);
        }
        callback.succeeded();
    }
}
