package dev.tracker.bench.cluster;

import dev.tracker.bench.run.BenchException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports that a node can come back to. They lie below the range from which systems take ports for outgoing connections: one of those would sit on
 * a killed node's port when it starts again.
 */
final class FreePorts {

    private static final int FIRST = 18_000;
    private static final int LAST = 31_999;
    private static final int TRIES = 1_000;

    static List<Map<Listener, Integer>> forNodes(int nodes) {
        List<ServerSocket> held = new ArrayList<>();
        try {
            List<Map<Listener, Integer>> all = new ArrayList<>();
            for (int node = 0; node < nodes; node++) {
                Map<Listener, Integer> own = new EnumMap<>(Listener.class);
                for (Listener listener : Listener.values()) {
                    held.add(bindAnywhere());
                    own.put(listener, held.get(held.size() - 1).getLocalPort());
                }
                all.add(own);
            }
            return List.copyOf(all);
        } finally {
            held.forEach(FreePorts::release);
        }
    }

    private static ServerSocket bindAnywhere() {
        for (int i = 0; i < TRIES; i++) {
            try {
                ServerSocket socket = new ServerSocket();
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(
                        InetAddress.getByName(ClusterPlan.HOST),
                        ThreadLocalRandom.current().nextInt(FIRST, LAST + 1)));
                return socket;
            } catch (IOException taken) {
                // The next one, then.
            }
        }
        throw new BenchException("no free port between " + FIRST + " and " + LAST);
    }

    private static void release(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new BenchException("a port can't be released: " + e.getMessage(), e);
        }
    }

    private FreePorts() {}
}
