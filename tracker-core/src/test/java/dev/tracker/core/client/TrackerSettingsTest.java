package dev.tracker.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrackerSettingsTest {

    private final TrackerSettings.Builder settings = TrackerSettings.builder("localhost:9092", "agent-1");

    @Test
    void shouldNameSettingValueAndRangeWhenAValueIsOutOfRange() {
        settings.maxBlock(Duration.ofMinutes(2));

        assertThatIllegalArgumentException()
                .isThrownBy(settings::build)
                .withMessage("maxBlock must be from PT0S to PT1M, not PT2M");
    }

    @Test
    void shouldRefuseAProducerPropertyWhenThePromisesRestOnIt() {
        settings.producerProperty("acks", "0");

        assertThatIllegalArgumentException().isThrownBy(settings::build).withMessageContaining("acks");
    }

    @Test
    void shouldRefuseAProducerPropertyWhenKafkaDoesNotKnowIt() {
        settings.producerProperty("linger.msec", "5");

        assertThatIllegalArgumentException().isThrownBy(settings::build).withMessageContaining("linger.msec");
    }

    @Test
    void shouldTakeProducerPropertiesWhenTheEnvironmentHasThem() {
        settings.kafkaEnvironment(Map.of(
                "KAFKA_SASL_MECHANISM", "PLAIN", "KAFKA_HEAP_OPTS", "-Xmx1g", "KAFKA_HOME", "/opt/kafka", "PATH", "/"));
        settings.kafkaEnvironment(Map.of(
                "KAFKA_SERVICE_HOST", "10.0.0.7", "KAFKA_PORT", "tcp://10.0.0.7:9092", "KAFKA_PORT_9092_TCP", "x"));

        assertThat(settings.build().producerProperties()).isEqualTo(Map.of("sasl.mechanism", "PLAIN"));
    }

    @Test
    void shouldTakeSecretsFromFiles(@TempDir Path folder) throws IOException {
        Path jaas = Files.writeString(folder.resolve("jaas"), "a.Module required;\n");
        settings.kafkaEnvironment(Map.of("KAFKA_SASL_JAAS_CONFIG_FILE", jaas.toString()));

        assertThat(settings.build().producerProperties()).isEqualTo(Map.of("sasl.jaas.config", "a.Module required;"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.kafkaEnvironment(Map.of("KAFKA_SASL_JAAS_CONFIG_FILE", "/no/such/file")))
                .withMessageContaining("KAFKA_SASL_JAAS_CONFIG_FILE");
    }

    @Test
    void shouldRefuseToLeaveTheBrokersNamesUnchecked() {
        settings.producerProperty("ssl.endpoint.identification.algorithm", "");

        assertThatIllegalArgumentException().isThrownBy(settings::build).withMessageContaining("must be https");
    }

    @Test
    void shouldHideSecretsWhenShown() {
        settings.producerProperty("sasl.jaas.config", "password=hunter2")
                .producerProperty("ssl.keystore.password", "hunter3")
                .producerProperty("sasl.mechanism", "PLAIN");

        assertThat(settings.build().toString())
                .contains("PLAIN", "sasl.jaas.config")
                .doesNotContain("hunter");
    }
}
