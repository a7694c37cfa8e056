package dev.tracker.bridge.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PathTemplateTest {

    private final PathTemplate template = new PathTemplate("/api/tasks/{id}/graph");

    @Test
    void shouldDecodeOnlyAfterMatchingWhenThePartHoldsAnEncodedSlash() {
        assertThat(template.match("/api/tasks/a%2Fb%25c/graph")).isEqualTo(Map.of("id", "a/b%c"));
        assertThat(template.match("/api/tasks/a/b/graph")).isNull();
        assertThat(template.match("/api/tasks//graph")).isNull();
        assertThat(template.match("/api%2Ftasks/a/graph")).isNull();
    }

    @Test
    void shouldKeepAPlusWhenItIsInThePath() {
        assertThat(PathTemplate.decode("a+b")).isEqualTo("a+b");
    }

    @Test
    void shouldRefuseWhenThePartIsNotPercentEncodedUtf8() {
        for (String bad : new String[] {"%", "%2", "%zz", "a%", "%ff", "%c3", "%ed%a0%80"}) {
            assertThatThrownBy(() -> PathTemplate.decode(bad)).as(bad).isInstanceOf(Problem.class);
        }
    }

    @Test
    void shouldGiveEveryIdBackWhenItWasEncoded() {
        Random random = new Random(11);
        for (int i = 0; i < 500; i++) {
            String id = random.ints(1 + random.nextInt(20), 0, 0x1F600)
                    .filter(c -> !(c >= 0xD800 && c <= 0xDFFF))
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            String encoded = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
            assertThat(PathTemplate.decode(encoded)).isEqualTo(id);
        }
    }
}
