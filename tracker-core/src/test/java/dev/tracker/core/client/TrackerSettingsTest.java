package dev.tracker.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

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

        assertThat(settings.build().producerProperties()).isEqualTo(Map.of("sasl.mechanism", "PLAIN"));
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
