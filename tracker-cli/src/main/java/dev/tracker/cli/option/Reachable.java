package dev.tracker.cli.option;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** Whether anything listens where Kafka should. Its clients would try for minutes, and then speak of timeouts. */
final class Reachable {

    private static final int PATIENCE_MS = 4000;

    /**
     * Returns if at least one address takes connections.
     *
     * @throws UserException naming the addresses, if none does
     */
    static void require(String bootstrap) {
        List<String> reasons = new ArrayList<>();
        for (String address : bootstrap.split(",", -1)) {
            InetSocketAddress socketAddress = parse(address.strip());
            try (Socket socket = new Socket()) {
                if (socketAddress.isUnresolved()) {
                    throw new UnknownHostException("no such host");
                }
                socket.connect(socketAddress, PATIENCE_MS);
                return;
            } catch (IOException e) {
                reasons.add(address.strip() + " (" + e.getMessage() + ")");
            }
        }
        throw new UserException(
                "no Kafka at " + String.join(", ", reasons) + "; is it running, and is --bootstrap right?");
    }

    private static InetSocketAddress parse(String address) {
        int colon = address.lastIndexOf(':');
        try {
            String host = address.substring(0, Math.max(0, colon));
            int port = Integer.parseInt(address.substring(colon + 1));
            if (!host.isEmpty() && port > 0 && port <= 65_535) {
                return new InetSocketAddress(host.replaceAll("^(?:[A-Z_]+://)?\\[?|]$", ""), port);
            }
        } catch (NumberFormatException e) {
            // the one message for all
        }
        throw new UserException("--bootstrap must be HOST:PORT, or several with commas between, not " + address);
    }

    private Reachable() {}
}
