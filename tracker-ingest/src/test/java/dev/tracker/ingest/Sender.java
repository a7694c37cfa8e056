package dev.tracker.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;

/** Sends to an ingest as programs and as attackers do. */
record Sender(String url, WriteToken token) {

    static final String JSON = "application/json";

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    HttpResponse<String> events(String type, String body, String... headers) throws Exception {
        return post("/v1/events", type, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    HttpResponse<String> post(String path, String type, byte[] body, String... headers) throws Exception {
        return HTTP.send(request(path, type, body, headers), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<byte[]> binary(String path, String type, byte[] body) throws Exception {
        return HTTP.send(request(path, type, body), HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpRequest request(String path, String type, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Authorization", "Bearer " + token.secret())
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request.build();
    }

    /** The answer to exactly these bytes, until the server closes. */
    String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", URI.create(url).getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static JsonNode json(HttpResponse<String> response) throws IOException {
        return MAPPER.readTree(response.body());
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    /** An event of that task, with an id of its own. */
    static String event(String taskId, String type, String more) {
        return "{\"eventId\":\"" + UUID.randomUUID() + "\",\"taskId\":\"" + taskId + "\",\"agentId\":\"a\",\"type\":\""
                + type + "\"" + (more.isEmpty() ? "" : "," + more) + "}";
    }
}
