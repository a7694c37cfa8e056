package dev.tracker.bridge.internal.forms;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonFormsTest {

    @Test
    void shouldWritePlainNumbersWhenAmountsAreTiny() {
        assertThat(text(Map.of("cost", new BigDecimal("0.000000012")))).isEqualTo("{\"cost\":0.000000012}");
    }

    @Test
    void shouldEscapeWhenATextHasHalfASurrogatePair() {
        assertThat(text(Map.of("title", "a\ud800b"))).isEqualTo("{\"title\":\"a\\uD800b\"}");
    }

    private static String text(Object form) {
        return new String(JsonForms.bytes(form), StandardCharsets.UTF_8);
    }
}
