package dev.tracker.ingest.internal.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracker.ingest.internal.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArraySlicesTest {

    private static List<String> slices(String json) {
        return ArraySlices.of(json.getBytes(StandardCharsets.UTF_8), 1_000).stream()
                .map(slice -> new String(slice, StandardCharsets.UTF_8))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]|", "[ \t]|", "[1]|1", " [ {\"a\":[1,2]} , \"x,]\" ] |{\"a\":[1,2]};\"x,]\"",
                "[\"\\\\\",\"\\\"\"]|\"\\\\\";\"\\\"\"", "[é,1]|é;1", "[1,]|1;", "[,]|;"
            })
    void shouldCutAtTheCommasBetweenElements(String json, String elements) {
        List<String> expected = elements == null ? List.of() : List.of(elements.split(";", -1));
        assertThat(slices(json)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "[1", "[\"", "[\"\\\"]", "[1]]", "[1] 2", "[{]", "[1}"})
    void shouldRefuseWhatHasNoEnd(String json) {
        assertThatThrownBy(() -> slices(json)).isInstanceOf(Problem.class);
    }

    @Test
    void shouldAgreeWithJacksonWhenItIsJson() throws Exception {
        Random random = new Random(7);
        ObjectMapper mapper = new ObjectMapper();
        for (int round = 0; round < 300; round++) {
            String json = array(random, 0);
            List<JsonNode> expected = new ArrayList<>();
            mapper.readTree(json).forEach(expected::add);
            List<JsonNode> cut = new ArrayList<>();
            for (String slice : slices(json)) {
                cut.add(mapper.readTree(slice));
            }
            assertThat(cut).as(json).isEqualTo(expected);
        }
    }

    private static String array(Random random, int depth) {
        List<String> items = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            items.add(
                    switch (random.nextInt(depth > 3 ? 2 : 4)) {
                        case 0 -> "\"a\\\"b],{\\\\\"";
                        case 1 -> " -1.5e3 ";
                        case 2 -> array(random, depth + 1);
                        default -> "{\"k,]\": " + array(random, depth + 1) + "}";
                    });
        }
        return "[" + String.join(random.nextBoolean() ? "," : " , ", items) + "]";
    }
}
