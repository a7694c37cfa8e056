package dev.tracker.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.tracker.schemas.json.RefusalCode;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The OpenAPI document, held against the routes and their real answers. */
@ExtendWith(SharedIngest.class)
class IngestOpenApiTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static JsonNode document = JSON.nullNode();

    @BeforeAll
    static void read() throws Exception {
        try (InputStream in = Ingest.class.getResourceAsStream("/ingest-openapi.yaml")) {
            document = new ObjectMapper(new YAMLFactory()).readTree(Objects.requireNonNull(in));
        }
    }

    private static void require(String schema, String json) throws Exception {
        ObjectNode root = JSON.createObjectNode();
        root.put("$ref", "#/components/schemas/" + schema);
        root.set("components", document.path("components"));
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(JSON.writeValueAsString(root), InputFormat.JSON)
                        .validate(json, InputFormat.JSON))
                .as("%s: %s", schema, json)
                .isEmpty();
    }

    @Test
    void shouldNameEveryRouteAndEveryCode(TestIngest ingest) {
        List<String> documented = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> documented.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        assertThat(documented)
                .containsExactlyInAnyOrderElementsOf(ingest.ingest().routes());

        TreeSet<String> codes = new TreeSet<>(List.of("FOREIGN_PROJECT", "UNAVAILABLE"));
        for (RefusalCode code : RefusalCode.values()) {
            codes.add(code.name());
        }
        List<String> named = new ArrayList<>();
        document.at("/components/schemas/Result/properties/code/enum").forEach(code -> named.add(code.asText()));
        assertThat(named).containsExactlyInAnyOrderElementsOf(codes);
    }

    @Test
    void shouldAnswerInTheDocumentedForms(TestIngest ingest) throws Exception {
        Sender sender = ingest.as(TestIngest.SHOP);
        String taskId = "open-api-" + UUID.randomUUID();
        String good = Sender.event(taskId, "heartbeat", "\"projectId\":\"shop\"");
        String bare = "{\"taskId\":\"" + taskId + "\",\"agentId\":\"a\",\"type\":\"heartbeat\"}";
        String conflict = good.replace("\"a\"", "\"b\"");
        String body = "[" + good + "," + good + "," + conflict + "," + bare + ",{}]";
        require("Results", sender.events(Sender.JSON, body).body());
        require("Problem", sender.events("text/plain", body).body());
        require("Problem", sender.events(Sender.JSON, "[").body());
        byte[] nothing = "{}".getBytes(StandardCharsets.UTF_8);
        require(
                "ExportTraceServiceResponse",
                sender.post("/v1/traces", Sender.JSON, nothing).body());
        byte[] bad = "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{}]}]}]}".getBytes(StandardCharsets.UTF_8);
        require(
                "ExportTraceServiceResponse",
                sender.post("/v1/traces", Sender.JSON, bad).body());
        require(
                "Status",
                sender.post("/v1/traces", Sender.JSON, new byte[] {'['}).body());
    }
}
