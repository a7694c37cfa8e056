package dev.tracker.bridge.internal.live;

import org.eclipse.jetty.util.Callback;

/** The way to a viewer, whatever it is made of. */
interface Outlet {

    /**
     * Sends a frame.
     *
     * @param more whether another one follows at once, so that both may go in one write
     * @param callback to be told when the next one may come
     */
    void send(Frame frame, boolean more, Callback callback);

    /** Ends it in order, with what was sent before. */
    void close(Goodbye goodbye);

    /** Ends it at once. */
    void abort(Throwable cause);
}
