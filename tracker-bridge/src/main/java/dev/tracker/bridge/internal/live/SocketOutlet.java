package dev.tracker.bridge.internal.live;

import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.OpCode;

/** To a viewer's WebSocket. */
record SocketOutlet(CoreSession session) implements Outlet {

    @Override
    public void send(Frame frame, boolean more, Callback callback) {
        session.sendFrame(new org.eclipse.jetty.websocket.core.Frame(OpCode.TEXT, frame.asMessage()), callback, more);
    }

    @Override
    public void close(Goodbye goodbye) {
        session.close(goodbye.closeCode(), goodbye.reason(), Callback.NOOP);
    }

    @Override
    public void abort(Throwable cause) {
        session.abort();
    }
}
