package dev.tracker.bench.faults.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Forwards TCP connections from a port of its own to a server, and can do to them what networks do. What is held back is delivered when the weather clears, as TCP would deliver it; what is cut
 * is cut with RST. Thread-safe.
 */
public final class TcpProxy implements AutoCloseable {

    private final ServerSocket listener;
    private final int target;
    private final Supplier<AnswerFilter> filters;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong held = new AtomicLong();
    private volatile Weather weather = Weather.FAIR;

    private TcpProxy(ServerSocket listener, int target, Supplier<AnswerFilter> filters) {
        this.listener = listener;
        this.target = target;
        this.filters = filters;
    }

    /** Forwards from any free port to the target, a port of this machine too. */
    public static TcpProxy to(int target) {
        return to(target, () -> AnswerFilter.NONE);
    }

    /** The same, with a look at what the server answers on each connection. */
    public static TcpProxy to(int target, Supplier<AnswerFilter> filters) {
        try {
            TcpProxy proxy = new TcpProxy(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()), target, filters);
            Link.daemon("proxy-" + proxy.port(), proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where clients connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Changes what is done to all connections, those that are open too. */
    public void set(Weather other) {
        weather = other;
    }

    /** Cuts every connection with RST; new ones are welcome. Returns how many there were. */
    public int reset() {
        int cut = 0;
        for (Link link : links) {
            link.reset();
            cut++;
        }
        return cut;
    }

    public int connections() {
        return links.size();
    }

    /** Connections ever accepted. */
    public long accepted() {
        return accepted.get();
    }

    /** How many times something was held back or slowed down. */
    public long held() {
        return held.get();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                accepted.incrementAndGet();
                Socket server = new Socket();
                try {
                    server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), 2_000);
                } catch (IOException e) {
                    client.setSoLinger(true, 0);
                    client.close();
                    continue;
                }
                Link link = new Link(client, server, () -> weather, held, filters.get(), links::remove);
                links.add(link);
                link.start();
            } catch (IOException e) {
                // The listener was closed, or a client has gone again already.
            }
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            reset();
        }
    }
}
