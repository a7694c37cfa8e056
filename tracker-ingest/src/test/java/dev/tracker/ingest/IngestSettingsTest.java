package dev.tracker.ingest;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IngestSettingsTest {

    private static final Map<String, String> KAFKA = Map.of("bootstrap.servers", "127.0.0.1:9");

    @Test
    void shouldNameTheSettingWhenItIsBad() {
        assertThatThrownBy(() -> IngestSettings.of(Map.of(), List.of(TestIngest.SHOP)))
                .hasMessageContaining("bootstrap.servers");
        assertThatThrownBy(() -> IngestSettings.of(KAFKA, List.of())).hasMessageContaining("tokens");
        assertThatThrownBy(() -> IngestSettings.of(
                        KAFKA, List.of(TestIngest.SHOP, new WriteToken("b", TestIngest.SHOP.secret(), null))))
                .hasMessageContaining("b has the same secret")
                .hasMessageNotContaining(TestIngest.SHOP.secret());
        assertThatThrownBy(() -> new WriteToken("a", "too short", null)).hasMessageContaining("16");
        assertThatThrownBy(() -> new WriteToken("a", "0123456789abcdef", Set.of()))
                .hasMessageContaining("projects");
        assertThatThrownBy(() -> IngestLimits.DEFAULT.withInFlightBytes(1)).hasMessageContaining("inFlightBytes");
        assertThatThrownBy(() -> IngestLimits.DEFAULT.withPatience(Duration.ZERO, Duration.ofSeconds(1)))
                .hasMessageContaining("answerWithin");
        assertThatThrownBy(() -> IngestAddress.local(70_000)).hasMessageContaining("port");
    }

    @Test
    void shouldSayWhatIsWrongWhenKafkasClientRefuses() {
        Map<String, String> bad = Map.of("bootstrap.servers", "127.0.0.1:9", "security.protocol", "NONE");
        assertThatThrownBy(() -> Ingest.start(IngestSettings.of(bad, List.of(TestIngest.SHOP))))
                .isInstanceOf(IngestException.class);
    }

    @Test
    void shouldSayWhereWhenItCannotListen() {
        try (Ingest ingest = Ingest.start(TestIngest.settings("127.0.0.1:9"));
                IngestServer first = IngestServer.start(ingest, IngestAddress.local(0))) {
            assertThatThrownBy(() -> IngestServer.start(ingest, IngestAddress.local(first.port())))
                    .isInstanceOf(IngestException.class)
                    .hasMessageContaining("127.0.0.1:" + first.port());
        }
    }
}
