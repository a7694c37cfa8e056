package dev.tracker.embedded.internal;

import dev.tracker.embedded.EmbeddedServerException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Loopback ports: which are free, and a clear word about the one that is not. */
public final class Ports {
    /** The only address that embedded servers listen on. */
    public static final String HOST = "127.0.0.1";

    private Ports() {}

    /**
     * The port itself if nothing listens there, or any free one for 0. Another process may still take it before the
     * server does.
     *
     * @param port 0 to 65535
     * @param user what wants the port, named in errors
     * @throws EmbeddedServerException if the port is taken or may not be used
     */
    public static int claim(int port, String user) {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("The port of " + user + " must be 0 to 65535, not " + port);
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(HOST), port));
            return socket.getLocalPort();
        } catch (BindException e) {
            throw new EmbeddedServerException(
                    "Port " + port + " on " + HOST + ", wanted by " + user + ", is taken: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new EmbeddedServerException("Port " + port + ", wanted by " + user + ", cannot be used: " + e, e);
        }
    }
}
