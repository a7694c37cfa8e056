package dev.tracker.streams.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SinkSettingsTest {

    private final SinkSettings usual =
            SinkSettings.of("localhost:9092", "jdbc:postgresql://localhost/tracker?password=p4ss");

    @Test
    void shouldNameKeyValueAndRangeWhenOneIsBad() {
        assertThatThrownBy(() -> usual.withBatch(0, 1 << 20, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("batchRecords must be from 1 to 1000000, not 0");
        assertThatThrownBy(() -> usual.withPatience(Duration.ZERO, Duration.ofSeconds(1)))
                .hasMessageContaining("databaseTimeout")
                .hasMessageContaining("PT0S");
        assertThatThrownBy(() -> SinkSettings.of("localhost:9092", "jdbc:mysql://localhost/tracker?password=p4ss"))
                .hasMessageContaining("jdbcUrl")
                .hasMessageNotContaining("p4ss");
    }

    @Test
    void shouldNotPrintSecrets() {
        assertThat(usual.withLogin("someone", "s3cret").toString())
                .doesNotContain("p4ss")
                .doesNotContain("s3cret")
                .contains("localhost:9092");
    }
}
