package dev.tracker.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BridgeSettingsTest {

    private static final BridgeSettings GOOD = BridgeSettings.of("127.0.0.1:9092");
    private static final String TOKEN = "a-token-of-enough-length";

    @Test
    void shouldListenOnLoopbackWhenNothingElseIsSaid() {
        assertThat(GOOD.host()).isEqualTo("127.0.0.1");
        assertThat(GOOD.requireToken()).isFalse();
    }

    @Test
    void shouldRefuseAnAddressThatOthersReachWhenThereIsNoToken() {
        assertThatThrownBy(() -> GOOD.withHost("0.0.0.0", Set.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0.0.0.0")
                .hasMessageContaining("requireToken");
        assertThat(GOOD.withToken(TOKEN)
                        .withHost("0.0.0.0", Set.of("tracker.example"))
                        .host())
                .isEqualTo("0.0.0.0");
    }

    @Test
    void shouldNameTheSettingWhenItIsWrong() {
        assertThatThrownBy(() -> GOOD.withPort(70_000))
                .hasMessageContaining("port")
                .hasMessageContaining("70000");
        assertThatThrownBy(() -> GOOD.withToken("short")).hasMessageContaining("token");
        assertThatThrownBy(() -> GOOD.withKafka(Map.of())).hasMessageContaining("bootstrap.servers");
        assertThatThrownBy(() -> GOOD.withLimits(0, 1)).hasMessageContaining("maxViewers");
    }

    @Test
    void shouldShowNoSecretWhenPrinted() {
        // Given
        BridgeSettings settings = GOOD.withToken(TOKEN)
                .withKafka(Map.of("bootstrap.servers", "broker:9092", "sasl.jaas.config", "password=hunter2"));

        // When, then
        assertThat(settings.toString()).contains("broker:9092").doesNotContain(TOKEN, "hunter2");
    }
}
