package dev.tracker.bridge;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A viewer of an event stream that keeps every message it gets. */
final class EventClient implements AutoCloseable {

    private final List<JsonNode> messages = new CopyOnWriteArrayList<>();
    private final List<String> ids = new CopyOnWriteArrayList<>();
    private final Socket socket;

    private EventClient(Socket socket) {
        this.socket = socket;
    }

    static EventClient open(BridgeServer bridge, String path, String bearer, String... headers) throws IOException {
        Socket socket = new Socket("127.0.0.1", bridge.port());
        EventClient client = new EventClient(socket);
        String further = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: " + bearer + "\r\n" + further
                                + "\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
        Thread thread = new Thread(client::read, "event-client");
        thread.setDaemon(true);
        thread.start();
        return client;
    }

    private void read() {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith("id: ")) {
                    ids.add(line.substring(4));
                } else if (line.startsWith("data: ")) {
                    messages.add(BridgeClient.parse(line.substring(6)));
                }
            }
        } catch (IOException e) {
            // Closed by the test.
        }
    }

    List<JsonNode> messages() {
        return messages;
    }

    /** The last event's, from which a browser would go on. */
    String lastId() {
        return ids.get(ids.size() - 1);
    }

    List<JsonNode> ofType(String type) {
        return messages.stream()
                .filter(message -> type.equals(message.path("type").asText()))
                .toList();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
