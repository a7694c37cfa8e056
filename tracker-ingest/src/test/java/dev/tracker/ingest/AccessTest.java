package dev.tracker.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who may send, and what. */
@ExtendWith(SharedIngest.class)
class AccessTest {

    private final String taskId = "access-" + UUID.randomUUID();

    @Test
    void shouldAnswerAlwaysTheSameWhenSomebodyHasNoRight(TestIngest ingest) throws Exception {
        // Given every route there is, and one that is not
        Set<String> answers = new HashSet<>();
        Set<String> routes = new HashSet<>(ingest.ingest().routes());
        routes.add("GET /v1/none");
        routes.add("DELETE /v1/events");

        // When
        for (String route : routes) {
            for (String proof : new String[] {
                "X-Nothing: x",
                "Authorization: Bearer 0123456789abcdef0123456789abcdef",
                "Authorization: Bearer",
                "Authorization: Basic b3BlcmF0b3I6b3BlcmF0b3I=",
                "Authorization: Bearer " + TestIngest.SHOP.secret() + "\r\nAuthorization: Bearer "
                        + TestIngest.SHOP.secret(),
                "Cookie: tracker_session=" + TestIngest.OPERATOR.secret()
            }) {
                String answer = ingest.as(TestIngest.SHOP)
                        .raw(route + " HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nConnection: close\r\n" + proof
                                + "\r\n\r\n");
                answers.add(answer.replaceFirst("Date: .*\r\n", ""));
            }
        }

        // Then
        assertThat(answers).hasSize(1);
        assertThat(answers.iterator().next())
                .startsWith("HTTP/1.1 401 ")
                .contains("WWW-Authenticate: Bearer")
                .doesNotContain(TestIngest.SHOP.secret());
    }

    @Test
    void shouldTakeEventsOfItsOwnProjectOnlyWhenItIsAWriter(TestIngest ingest) throws Exception {
        String own = Sender.event(taskId, "heartbeat", "\"projectId\":\"shop\"");
        String foreign = Sender.event(taskId, "heartbeat", "\"projectId\":\"bank\"");
        String standard = Sender.event(taskId, "heartbeat", "\"projectId\":\"default\"");

        HttpResponse<String> response =
                ingest.as(TestIngest.SHOP).events(Sender.JSON, "[" + own + "," + foreign + "," + standard + "]");

        assertThat(response.statusCode()).isEqualTo(207);
        JsonNode results = Sender.json(response).path("results");
        assertThat(results.path(0).path("status").asText()).isEqualTo("accepted");
        assertThat(results.path(1).path("code").asText()).isEqualTo(IngestMetrics.FOREIGN_PROJECT);
        assertThat(results.path(2).path("code").asText()).isEqualTo(IngestMetrics.FOREIGN_PROJECT);
        assertThat(ingest.recordsOf(taskId)).hasSize(1);
    }

    @Test
    void shouldSayWhatIsThereWhenTheMethodOrThePathIsAnother(TestIngest ingest) throws Exception {
        String proof = " HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: bearer " + TestIngest.SHOP.secret()
                + "\r\n\r\n";
        Sender sender = ingest.as(TestIngest.SHOP);
        assertThat(sender.raw("GET /v1/events" + proof))
                .startsWith("HTTP/1.1 405 ")
                .contains("Allow: POST");
        assertThat(sender.raw("GET /v1/nothing" + proof)).startsWith("HTTP/1.1 404 ");
        assertThat(sender.raw("GET /v1/openapi.yaml" + proof)).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void shouldShowNoSecretWhenItIsPrinted(TestIngest ingest) {
        assertThat(ingest.settings().toString()).doesNotContain(TestIngest.SHOP.secret());
    }
}
