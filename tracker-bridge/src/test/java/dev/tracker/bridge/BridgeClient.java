package dev.tracker.bridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Asks a bridge as programs and as attackers do. */
final class BridgeClient {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final int port;
    private final String bearer;

    /** One that bears the bridge's first token. */
    BridgeClient(BridgeServer bridge) {
        this(bridge, bridge.settings().tokens().get(0));
    }

    BridgeClient(BridgeServer bridge, AccessToken token) {
        this.port = bridge.port();
        this.bearer = bearer(token);
    }

    static String bearer(AccessToken token) {
        return "Bearer " + token.secret();
    }

    /** Says who asks, unless the headers do. */
    HttpResponse<String> get(String path, String... headers) throws Exception {
        boolean isSaid = List.of(headers).contains("Authorization");
        return anonymously(path, isSaid ? headers : with(headers, "Authorization", bearer));
    }

    private static String[] with(String[] headers, String... more) {
        String[] all = Arrays.copyOf(headers, headers.length + more.length);
        System.arraycopy(more, 0, all, headers.length, more.length);
        return all;
    }

    HttpResponse<String> post(String path, String type, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .headers(with(headers, "Authorization", bearer, "Content-Type", type))
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The status of the answer to such a request with nothing but these headers; waits for the status line alone, because some answers do not end. */
    int anonymousStatus(String requestLine, String proof, String... headers) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            String[] lines = {requestLine + " HTTP/1.1", "Host: 127.0.0.1:" + port, "Content-Length: 0", proof};
            String request = String.join("\r\n", with(lines, headers)) + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            byte[] line = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
            return Integer.parseInt(new String(line, StandardCharsets.US_ASCII).substring("HTTP/1.1 ".length()));
        }
    }

    /** With these headers and no others. */
    HttpResponse<String> anonymously(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    JsonNode json(String path) throws Exception {
        HttpResponse<String> response = get(path);
        if (response.statusCode() != 200) {
            throw new AssertionError(path + " answered " + response.statusCode() + ": " + response.body());
        }
        return MAPPER.readTree(response.body());
    }

    static JsonNode parse(String json) throws IOException {
        return MAPPER.readTree(json);
    }

    /** Sends these lines as they are, and gives back all that comes until the server closes. */
    String raw(String... lines) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            String request = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The status line of the answer to a request for that path as it is, with the right Host. */
    String status(String requestLine, String... headers) throws IOException {
        String[] lines = {requestLine + " HTTP/1.1", "Host: 127.0.0.1:" + port, "Authorization: " + bearer};
        return raw(with(lines, headers)).lines().findFirst().orElse("");
    }
}
