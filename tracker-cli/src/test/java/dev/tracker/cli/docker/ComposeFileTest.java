package dev.tracker.cli.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import kafka.server.KafkaConfig;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.server.config.AbstractKafkaConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No container engine runs where the tests run: this is what can be known of the compose file without one. */
class ComposeFileTest {

    private static final Set<String> ONE_SHOT = Set.of("topics", "migrate");

    private ComposeFile compose;

    @BeforeEach
    void read() throws IOException {
        compose = ComposeFile.read();
    }

    @Test
    void shouldFollowTheSchemaOfTheComposeSpecification() throws IOException {
        ObjectNode file = compose.root().deepCopy();
        // A project's name came to the specification just after this copy of its schema.
        assertThat(file.remove("name").asText()).isEqualTo("tracker");

        assertThat(schema().validate(file.toString(), InputFormat.JSON)).isEmpty();
    }

    @Test
    void shouldNotPassTheSchemaWhenAKeyIsMisspelt() throws IOException {
        ObjectNode file = compose.root().deepCopy();
        file.remove("name");
        file.withObject("/services/sink").put("comand", "sink");

        assertThat(schema().validate(file.toString(), InputFormat.JSON)).isNotEmpty();
    }

    @Test
    void shouldPublishPortsOnTheLoopbackInterfaceOnly() {
        compose.services()
                .forEach((name, service) -> assertThat(ComposeFile.texts(service.path("ports")))
                        .as(name)
                        .allMatch(port -> port.matches("127\\.0\\.0\\.1:\\d+:\\d+")));
    }

    @Test
    void shouldOnlyReferToServicesVolumesAndSecretsThatItHas() {
        Map<String, JsonNode> services = compose.services();
        Set<String> volumes =
                ComposeFile.children(compose.root().path("volumes")).keySet();
        Set<String> secrets =
                ComposeFile.children(compose.root().path("secrets")).keySet();

        services.forEach((name, service) -> {
            assertThat(services.keySet())
                    .containsAll(
                            ComposeFile.children(service.path("depends_on")).keySet());
            assertThat(secrets).containsAll(ComposeFile.texts(service.path("secrets")));
            for (String volume : ComposeFile.texts(service.path("volumes"))) {
                String source = volume.substring(0, volume.indexOf(':'));
                if (source.startsWith("./")) {
                    assertThat(ComposeFile.FOLDER.resolve(source)).exists();
                } else {
                    assertThat(volumes).contains(source);
                }
            }
            ComposeFile.environment(service).forEach((key, value) -> {
                if (key.endsWith("_FILE")) {
                    assertThat(ComposeFile.texts(service.path("secrets")))
                            .as(name + " " + key)
                            .contains(value.replace("/run/secrets/", ""));
                }
            });
        });
    }

    @Test
    void shouldWaitForWhatEachRoleNeeds() {
        compose.services()
                .forEach((name, service) -> ComposeFile.children(service.path("depends_on"))
                        .forEach((needed, how) -> assertThat(
                                        how.path("condition").asText())
                                .as(name + " needs " + needed)
                                .isEqualTo(
                                        ONE_SHOT.contains(needed)
                                                ? "service_completed_successfully"
                                                : "service_healthy")));
    }

    @Test
    void shouldHoldNoSecret() {
        compose.services()
                .forEach((name, service) -> assertThat(
                                ComposeFile.environment(service).keySet())
                        .as(name)
                        .noneMatch(key -> key.matches(".*(PASSWORD|TOKEN|SECRET)")));
    }

    @Test
    void shouldGiveTheBrokerSettingsThatItTakes() {
        JsonNode kafka = compose.services().get("kafka");
        Map<String, String> properties = new TreeMap<>();
        ComposeFile.environment(kafka).forEach((key, value) -> {
            if (key.startsWith("KAFKA_")) {
                properties.put(key.substring(6).toLowerCase(Locale.ROOT).replace('_', '.'), value);
            }
        });

        assertThatCode(() -> new KafkaConfig(properties, false)).doesNotThrowAnyException();
        assertThat(AbstractKafkaConfig.CONFIG_DEF.names()).containsAll(properties.keySet());
        assertThatCode(() -> Uuid.fromString(ComposeFile.environment(kafka).get("CLUSTER_ID")))
                .doesNotThrowAnyException();
    }

    private static Schema schema() throws IOException {
        try (InputStream in = ComposeFileTest.class.getResourceAsStream("/compose-spec/compose-spec.json")) {
            // Its dialect is spelt as no validator knows it, and its identifiers as drafts before had them; nothing
            // refers to these.
            String text = new String(in.readAllBytes(), UTF_8).replaceAll("\"(\\$schema|id)\": \"[^\"]*\",", "");
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2019_09)
                    .getSchema(text, InputFormat.JSON);
        }
    }
}
