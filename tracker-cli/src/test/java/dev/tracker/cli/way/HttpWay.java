package dev.tracker.cli.way;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracker.cli.Ran;
import dev.tracker.cli.dev.TestStack;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.json.EventEncoder;
import dev.tracker.schemas.topics.CloudEventHeaders;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sends events by the HTTP of a running stack, in each of its notations. Every event must be accepted. */
final class HttpWay {

    private static final int EVENTS_A_REQUEST = 500;

    private final HttpClient client = HttpClient.newHttpClient();
    private final TestStack stack;

    HttpWay(TestStack stack) {
        this.stack = stack;
    }

    /** An event a line. */
    void lines(List<ExecutionEvent> events) throws Exception {
        for (List<ExecutionEvent> some : requests(events)) {
            StringBuilder body = new StringBuilder();
            some.forEach(event -> body.append(json(event)).append('\n'));
            post("/v1/events", body.toString(), Map.of("Content-Type", "application/x-ndjson"), some.size());
        }
    }

    /** CloudEvents whose attributes and data are one JSON object. */
    void structured(List<ExecutionEvent> events) throws Exception {
        for (List<ExecutionEvent> some : requests(events)) {
            ArrayNode body = JsonNodeFactory.instance.arrayNode();
            some.forEach(event -> body.add(cloudEvent(event)));
            post(
                    "/v1/events",
                    body.toString(),
                    Map.of("Content-Type", "application/cloudevents-batch+json"),
                    some.size());
        }
    }

    /** CloudEvents whose attributes are headers; their data leave out what the attributes say. */
    void binary(List<ExecutionEvent> events) throws Exception {
        for (ExecutionEvent event : events) {
            ObjectNode data = json(event);
            Map<String, String> headers = new TreeMap<>();
            headers.put("Content-Type", "application/json");
            CloudEventHeaders.of(event).forEach((name, value) -> {
                if (name.startsWith("ce_")) {
                    headers.put("ce-" + name.substring(3), encoded(value));
                }
            });
            data.remove(List.of("eventId", "taskId", "agentId", "projectId", "type", "timestamp"));
            post("/v1/events", data.toString(), headers, 1);
        }
    }

    /** A request of OpenTelemetry's traces. */
    void traces(JsonNode export) throws Exception {
        HttpResponse<String> response =
                send("/v1/traces", export.toString(), Map.of("Content-Type", "application/json"));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(Ran.parse(response.body()).path("partialSuccess")).isEmpty();
    }

    private void post(String path, String body, Map<String, String> headers, int events) throws Exception {
        HttpResponse<String> response = send(path, body, headers);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(Ran.parse(response.body()).path("accepted").asInt()).isEqualTo(events);
    }

    private HttpResponse<String> send(String path, String body, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(stack.endpoints().url() + path))
                .header("Authorization", Ran.bearer(stack.endpoints()))
                .POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static ObjectNode cloudEvent(ExecutionEvent event) {
        ObjectNode cloudEvent = JsonNodeFactory.instance.objectNode();
        CloudEventHeaders.of(event).forEach((name, value) -> {
            if (name.startsWith("ce_")) {
                cloudEvent.put(name.substring(3), value);
            }
        });
        cloudEvent.put("datacontenttype", "application/json");
        cloudEvent.set("data", json(event));
        return cloudEvent;
    }

    /** The event as it is sent. */
    static ObjectNode json(ExecutionEvent event) {
        return (ObjectNode) Ran.parse(new String(EventEncoder.encode(event), StandardCharsets.UTF_8));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static List<List<ExecutionEvent>> requests(List<ExecutionEvent> events) {
        List<List<ExecutionEvent>> requests = new ArrayList<>();
        for (int from = 0; from < events.size(); from += EVENTS_A_REQUEST) {
            requests.add(events.subList(from, Math.min(events.size(), from + EVENTS_A_REQUEST)));
        }
        return requests;
    }
}
