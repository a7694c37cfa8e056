package dev.tracker.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaVariablesTest {

    private static final String SECRET = "s3cr3t-of-mine";
    private static final String JAAS = "org.apache.kafka.common.security.scram.ScramLoginModule required"
            + " username=\"ada\" password=\"" + SECRET + "\";";

    @TempDir
    Path folder;

    @Test
    void shouldPassOnWhatSecuresTheConnection() throws IOException {
        Path jaas = Files.writeString(folder.resolve("jaas"), JAAS + "\n");

        Map<String, String> properties = KafkaVariables.properties(Map.of(
                "KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                "KAFKA_SASL_MECHANISM", "SCRAM-SHA-512",
                "KAFKA_SASL_JAAS_CONFIG_FILE", jaas.toString(),
                "KAFKA_SSL_TRUSTSTORE_LOCATION", "/etc/kafka/ca.pem",
                "KAFKA_PRODUCER_LINGER_MS", "10",
                "PATH", "/bin"));

        assertThat(properties)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "security.protocol", "SASL_SSL",
                        "sasl.mechanism", "SCRAM-SHA-512",
                        "sasl.jaas.config", JAAS,
                        "ssl.truststore.location", "/etc/kafka/ca.pem",
                        "producer.linger.ms", "10"));
    }

    @Test
    void shouldPassOverWhatOthersSay() {
        assertThat(KafkaVariables.properties(Map.of(
                        "KAFKA_HOME", "/opt/kafka",
                        "KAFKA_HEAP_OPTS", "-Xmx1g",
                        "KAFKA_SERVICE_HOST", "10.0.0.1",
                        "KAFKA_PORT", "tcp://10.0.0.1:9092",
                        "KAFKA_PORT_9092_TCP_ADDR", "10.0.0.1")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "KAFKA_SASL_MECHANSIM | PLAIN | KAFKA_SASL_MECHANSIM would set sasl.mechansim, which no client of Kafka knows",
                "KAFKA_SECURITY_PROTOCOL | SASL_TLS | KAFKA_SECURITY_PROTOCOL: Invalid value SASL_TLS",
                "KAFKA_REQUEST_TIMEOUT_MS | soon | KAFKA_REQUEST_TIMEOUT_MS: Invalid value soon",
                "KAFKA_SSL_ENDPOINT_IDENTIFICATION_ALGORITHM | '' | KAFKA_SSL_ENDPOINT_IDENTIFICATION_ALGORITHM must be https",
                "KAFKA_PRODUCER_SSL_ENDPOINT_IDENTIFICATION_ALGORITHM | none | _ALGORITHM must be https",
                "KAFKA_SSL_KEY_PASSWORD_FILE | /no/such/file | KAFKA_SSL_KEY_PASSWORD_FILE names a file that can't be read",
            })
    void shouldNameTheVariableWhenItIsRefused(String variable, String value, String message) {
        assertThatThrownBy(() -> KafkaVariables.properties(Map.of(variable, value)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(message);
    }

    @Test
    void shouldRefuseASecretThatIsGivenTwice() throws IOException {
        Path jaas = Files.writeString(folder.resolve("jaas"), JAAS);

        assertThatThrownBy(() -> KafkaVariables.properties(
                        Map.of("KAFKA_SASL_JAAS_CONFIG", JAAS, "KAFKA_SASL_JAAS_CONFIG_FILE", jaas.toString())))
                .hasMessageContaining("both KAFKA_SASL_JAAS_CONFIG and KAFKA_SASL_JAAS_CONFIG_FILE are set")
                .hasMessageNotContaining(SECRET);
    }

    @Test
    void shouldMakeSecretsIllegibleAlsoWhenOtherSettingsAreBad() throws IOException {
        Path jaas = Files.writeString(folder.resolve("jaas"), JAAS);
        Environment environment = new Environment(Map.of(
                "KAFKA_SASL_JAAS_CONFIG_FILE",
                jaas.toString(),
                "KAFKA_SSL_KEY_PASSWORD",
                "other",
                "KAFKA_NONSENSE",
                "x"));

        assertThat(environment.redact("no login with " + SECRET + " and other: " + JAAS))
                .isEqualTo("no login with ******** and ********: ********");
    }
}
