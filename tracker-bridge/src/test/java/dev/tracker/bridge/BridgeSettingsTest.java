package dev.tracker.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BridgeSettingsTest {

    private static final BridgeSettings GOOD = BridgeSettings.of("127.0.0.1:9092");
    private static final String TOKEN = "a-token-of-enough-length";

    @Test
    void shouldListenOnLoopbackWhenNothingElseIsSaid() {
        assertThat(GOOD.host()).isEqualTo("127.0.0.1");
        assertThat(GOOD.tokens()).hasSize(1);
        assertThat(GOOD.tokens())
                .isNotEqualTo(BridgeSettings.of("127.0.0.1:9092").tokens());
    }

    @Test
    void shouldRefuseAnAddressThatOthersReachWhenThereIsNoTls() {
        assertThatThrownBy(() -> GOOD.withToken(TOKEN).withHost("0.0.0.0", Set.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0.0.0.0")
                .hasMessageContaining("tls");
        BridgeSettings withTls = GOOD.withTls(new TlsSettings(Path.of("key.p12"), "secret of the key"));
        assertThat(withTls.withHost("0.0.0.0", Set.of("tracker.example")).host())
                .isEqualTo("0.0.0.0");
        assertThat(withTls.toString()).contains("key.p12").doesNotContain("secret of the key");
        assertThat(GOOD.withTlsTerminated().withHost("0.0.0.0", Set.of()).host())
                .isEqualTo("0.0.0.0");
    }

    @Test
    void shouldRefuseToStartWhenThereIsNoTokenOrOneTwice() {
        AccessToken token = AccessToken.operator(TOKEN);
        AccessToken sameSecret = new AccessToken("other", TOKEN, Role.VIEWER, Set.of("shop"));
        AccessToken sameName = new AccessToken("operator", TOKEN + "2", Role.VIEWER, null);
        assertThatThrownBy(() -> GOOD.withTokens(List.of())).hasMessageContaining("tokens");
        assertThatThrownBy(() -> GOOD.withTokens(List.of(token, sameSecret)))
                .hasMessageContaining("other")
                .hasMessageNotContaining(TOKEN);
        assertThatThrownBy(() -> GOOD.withTokens(List.of(token, sameName))).hasMessageContaining("operator");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "null",
                "dash.example",
                "https://dash.example/",
                "ftp://dash.example",
                "https://",
                "h ttp://x"
            })
    void shouldRefuseWhenAnAllowedOriginIsNone(String origin) {
        assertThatThrownBy(() -> GOOD.withAllowedOrigins(Set.of(origin))).hasMessageContaining("allowedOrigins");
    }

    @Test
    void shouldNameTheSettingWhenItIsWrong() {
        assertThatThrownBy(() -> GOOD.withPort(70_000))
                .hasMessageContaining("port")
                .hasMessageContaining("70000");
        assertThatThrownBy(() -> GOOD.withToken("short")).hasMessageContaining("token");
        assertThatThrownBy(() -> GOOD.withKafka(Map.of())).hasMessageContaining("bootstrap.servers");
        assertThatThrownBy(() -> BridgeLimits.of(0, 1)).hasMessageContaining("maxViewers");
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
