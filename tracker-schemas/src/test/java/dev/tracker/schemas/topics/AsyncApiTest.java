package dev.tracker.schemas.topics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tracker.schemas.json.RefusalCode;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Keeps the document to what the code does. */
class AsyncApiTest {

    private static final JsonNode DOCUMENT = read();

    @Test
    void shouldBeAsyncApi31() {
        assertThat(DOCUMENT.path("asyncapi").textValue()).startsWith("3.1.");
        assertThat(DOCUMENT.path("channels").size()).isEqualTo(Topics.all(1).size());
    }

    @Test
    void shouldResolveEveryReference() {
        assertThat(DOCUMENT.findValuesAsText("$ref")).isNotEmpty().allSatisfy(AsyncApiTest::assertResolves);
    }

    @ParameterizedTest
    @MethodSource("channels")
    void shouldGiveTheSettingsOfTheTopic(String channel, TopicSpec topic) {
        // Given
        JsonNode described = DOCUMENT.path("channels").path(channel);
        JsonNode binding = described.path("bindings").path("kafka");

        // When / Then
        assertThat(described.path("address").textValue()).isEqualTo(topic.name());
        assertThat(binding.path("partitions").intValue()).isEqualTo(topic.partitions());
        assertThat(binding.path("topicConfiguration").properties()).isNotEmpty().allSatisfy(setting -> {
            JsonNode value = setting.getValue().isArray() ? setting.getValue().path(0) : setting.getValue();
            assertThat(topic.config()).containsEntry(setting.getKey(), value.asText());
        });
    }

    @Test
    void shouldDescribeEveryHeaderOfADeadLetter() {
        // Given
        JsonNode headers = message("deadLetter").path("headers");

        // When / Then
        List<String> names = constants(DeadLetterHeaders.class);
        assertThat(fieldNames(headers.path("properties"))).containsExactlyInAnyOrderElementsOf(names);
        assertThat(headers.path("required")).extracting(JsonNode::textValue).containsExactlyInAnyOrderElementsOf(names);
        assertThat(headers.path("properties").path(DeadLetterHeaders.CODE).path("enum"))
                .extracting(JsonNode::textValue)
                .containsExactlyElementsOf(
                        Arrays.stream(RefusalCode.values()).map(Enum::name).toList());
    }

    @Test
    void shouldDescribeEveryCloudEventHeader() {
        // Given
        List<String> names = new ArrayList<>(constants(CloudEventHeaders.class));
        names.remove(CloudEventHeaders.TYPE_PREFIX);

        // When / Then
        assertThat(fieldNames(message("executionEvent").path("headers").path("properties")))
                .containsExactlyInAnyOrderElementsOf(names);
    }

    static Stream<Arguments> channels() {
        return Stream.of(
                Arguments.of("events", Topics.events(Topics.DEFAULT_PARTITIONS)),
                Arguments.of("snapshots", Topics.snapshots(Topics.DEFAULT_PARTITIONS)),
                Arguments.of("deadLetters", Topics.deadLetters()),
                Arguments.of("alerts", Topics.alerts()));
    }

    private static void assertResolves(String reference) {
        if (reference.startsWith("#")) {
            assertThat(DOCUMENT.at(reference.substring(1)).isMissingNode()).isFalse();
        } else {
            assertThat(AsyncApiTest.class.getResource("/" + reference)).isNotNull();
        }
    }

    private static JsonNode message(String name) {
        return DOCUMENT.path("components").path("messages").path(name);
    }

    private static List<String> fieldNames(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    private static List<String> constants(Class<?> type) {
        return Arrays.stream(type.getFields()).map(AsyncApiTest::text).toList();
    }

    private static String text(Field constant) {
        try {
            return String.valueOf(constant.get(null));
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode read() {
        try (InputStream in = AsyncApiTest.class.getResourceAsStream("/asyncapi.yaml")) {
            return new YAMLMapper().readTree(in);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
