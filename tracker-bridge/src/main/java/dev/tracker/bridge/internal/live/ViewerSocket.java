package dev.tracker.bridge.internal.live;

import dev.tracker.bridge.internal.access.Grant;
import dev.tracker.bridge.internal.limit.TokenBucket;
import dev.tracker.bridge.internal.query.ViewSpec;
import java.io.ByteArrayOutputStream;
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

/** The receiving end of a viewer's WebSocket. A simple client is sent every change and not listened to; others say what they want to see. */
public final class ViewerSocket implements FrameHandler {

    /** Largest message that a viewer may send. */
    public static final int MAX_INCOMING_BYTES = 64 * 1024;

    private static final double MESSAGES_PER_SECOND = 20;
    private static final double MESSAGES_BURST = 100;

    private final LiveViews views;
    private final Grant grant;
    private final boolean isSimple;
    private final TokenBucket messages = new TokenBucket(MESSAGES_PER_SECOND, MESSAGES_BURST, System::nanoTime);
    private @Nullable CoreSession session;
    private @Nullable Viewer viewer;
    private boolean closed;
    private int messageBytes;
    private @Nullable ByteArrayOutputStream message;

    /** @param isSimple whether it is sent everything and not listened to */
    public ViewerSocket(LiveViews views, Grant grant, boolean isSimple) {
        this.views = views;
        this.grant = grant;
        this.isSimple = isSimple;
    }

    @Override
    public void onOpen(CoreSession opened, Callback callback) {
        session = opened;
        callback.succeeded();
        Viewer joined = views.join(new SocketOutlet(opened), grant);
        boolean alreadyClosed;
        synchronized (this) {
            viewer = joined;
            alreadyClosed = closed;
        }
        if (alreadyClosed) {
            views.leave(joined);
        } else if (isSimple) {
            views.subscribe(joined, ViewSpec.everything(grant.scope()), null);
        }
        opened.demand();
    }

    @Override
    public void onFrame(Frame frame, Callback callback) {
        CoreSession open = session;
        Viewer watching = viewer;
        if (open == null || watching == null) {
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
                    watching.bye(Goodbye.TOO_LARGE);
                    callback.failed(new MessageTooLargeException(Goodbye.TOO_LARGE.reason()));
                    return;
                }
                if (!isSimple) {
                    gather(watching, frame);
                }
                if (frame.isFin()) {
                    messageBytes = 0;
                }
            }
            default -> {
                // A pong has done its work by having arrived; a close is answered by the session itself.
            }
        }
        callback.succeeded();
        if (frame.getOpCode() != OpCode.CLOSE) {
            open.demand();
        }
    }

    private void gather(Viewer watching, Frame frame) {
        byte[] payload = BufferUtil.toArray(frame.getPayload());
        ByteArrayOutputStream gathered = message;
        if (!frame.isFin()) {
            gathered = gathered == null ? new ByteArrayOutputStream() : gathered;
            gathered.writeBytes(payload);
            message = gathered;
            return;
        }
        if (gathered != null) {
            gathered.writeBytes(payload);
            payload = gathered.toByteArray();
            message = null;
        }
        if (messages.take()) {
            views.obey(watching, payload);
        } else {
            watching.bye(Goodbye.FLOOD);
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
            views.leave(left);
        }
        callback.succeeded();
    }
}
