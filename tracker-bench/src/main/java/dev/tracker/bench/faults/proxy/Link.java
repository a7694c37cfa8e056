package dev.tracker.bench.faults.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One connection through a proxy: a thread for each direction. */
final class Link {

    private static final int PIECE = 64 * 1024;
    private static final long LOOK_MS = 20;

    private final Socket client;
    private final Socket server;
    private final Supplier<Weather> weather;
    private final AtomicLong held;
    private final AnswerFilter filter;
    private final Consumer<Link> onEnd;
    private volatile boolean isCut;

    Link(
            Socket client,
            Socket server,
            Supplier<Weather> weather,
            AtomicLong held,
            AnswerFilter filter,
            Consumer<Link> onEnd) {
        this.client = client;
        this.server = server;
        this.weather = weather;
        this.held = held;
        this.filter = filter;
        this.onEnd = onEnd;
    }

    void start() throws IOException {
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        daemon("to-server", () -> pump(client, server, true));
        daemon("to-client", () -> pump(server, client, false));
    }

    private void pump(Socket from, Socket to, boolean toServer) {
        byte[] piece = new byte[PIECE];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                awaitPassage(toServer);
                if (!toServer && !filter.passes(piece, read)) {
                    break;
                }
                out.write(piece, 0, read);
            }
            awaitPassage(toServer);
        } catch (IOException e) {
            // One end has gone, and so does the other.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            reset();
        }
    }

    private void awaitPassage(boolean toServer) throws InterruptedException {
        Weather now = weather.get();
        if (now.delayMs() > 0) {
            held.incrementAndGet();
            Thread.sleep(now.delayMs());
        }
        boolean waited = false;
        while (!isCut && !(toServer ? now.toServer() : now.toClient())) {
            if (!waited) {
                held.incrementAndGet();
                waited = true;
            }
            Thread.sleep(LOOK_MS);
            now = weather.get();
        }
    }

    /** With RST: neither side may take it for an end in order. */
    void reset() {
        isCut = true;
        abort(client);
        abort(server);
        onEnd.accept(this);
    }

    private static void abort(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // Closed already.
        }
        try {
            socket.close();
        } catch (IOException e) {
            // The same.
        }
    }

    static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
