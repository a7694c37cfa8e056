package dev.tracker.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TablesTest {

    @Test
    void shouldBeginAnotherTableWhenTheNamesChange() {
        // When
        String tables = Tables.markdown(
                List.of(new Measure(Map.of("a", 1)), new Measure(Map.of("a", 2)), new Measure(Map.of("b", 3))));

        // Then
        assertThat(tables).isEqualTo("| a |\n| --- |\n| 1 |\n| 2 |\n\n| b |\n| --- |\n| 3 |\n");
    }
}
